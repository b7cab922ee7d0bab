using System.Threading.Channels;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>
/// One sentinel's way into the shared queue. When the queue is full its messages are given up rather than reordered: from the first
/// that found no room on, none goes in until a snapshot did, and that snapshot says how many are missing.
/// </summary>
internal sealed class SentinelOutlet(ChannelWriter<Observation> queue)
{
    private readonly Lock _gate = new();
    private bool _skipping;
    private long _missedSinceSnapshot;
    private long _missedEver;

    /// <summary>How many were given up since the start.</summary>
    public long Missed => Interlocked.Read(ref _missedEver);

    /// <summary>Offers an observation without waiting.</summary>
    public OutletResult Offer(Observation observation)
    {
        lock (_gate)
        {
            if (!_skipping && queue.TryWrite(observation))
            {
                return OutletResult.Written;
            }

            var first = !_skipping;
            _skipping = true;
            _missedSinceSnapshot++;
            Interlocked.Increment(ref _missedEver);
            return first ? OutletResult.FirstMissed : OutletResult.Missed;
        }
    }

    /// <summary>Waits for room: for what must not be given up.</summary>
    public ValueTask WriteAsync(Observation observation, CancellationToken cancellation) => queue.WriteAsync(observation, cancellation);

    /// <summary>How many are missing at this moment; to be asked before a snapshot is read.</summary>
    public long MissedBeforeSnapshot()
    {
        lock (_gate)
        {
            return _missedSinceSnapshot;
        }
    }

    /// <summary>Waits for room for a snapshot, after which messages go in again.</summary>
    /// <param name="missedBefore">What <see cref="MissedBeforeSnapshot"/> said before the snapshot was read: only those are covered by it.</param>
    /// <returns>False when more were given up meanwhile, so that another snapshot is needed.</returns>
    public async ValueTask<bool> WriteSnapshotAsync(SnapshotTaken snapshot, long missedBefore, CancellationToken cancellation)
    {
        await queue.WriteAsync(snapshot with { Missed = missedBefore }, cancellation);
        lock (_gate)
        {
            _missedSinceSnapshot -= missedBefore;
            _skipping = false;
            return _missedSinceSnapshot == 0;
        }
    }
}
