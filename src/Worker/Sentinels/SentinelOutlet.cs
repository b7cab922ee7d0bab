using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>
/// One sentinel's way into the shared queue. When the queue is full its messages are given up rather than reordered: from the first
/// that found no room on, none goes in until a snapshot did, and that snapshot says how many are missing, and since when.
/// </summary>
internal sealed class SentinelOutlet(ObservationQueue queue)
{
    private readonly Lock _gate = new();
    private bool _skipping;
    private MissedObservations _untold;
    private DateTimeOffset? _sinceLastAsked;
    private long _missedEver;

    /// <summary>How many were given up since the start.</summary>
    public long Missed => Interlocked.Read(ref _missedEver);

    /// <summary>Whether a snapshot should rather be taken later.</summary>
    public bool IsBacklogged => queue.IsBacklogged;

    /// <summary>Offers an observation without waiting.</summary>
    public OutletResult Offer(Observation observation)
    {
        lock (_gate)
        {
            if (!_skipping && queue.Writer.TryWrite(observation))
            {
                return OutletResult.Written;
            }

            var first = !_skipping;
            _skipping = true;
            _untold = new MissedObservations(_untold.Count + 1, _untold.Since ?? observation.At);
            _sinceLastAsked ??= observation.At;
            Interlocked.Increment(ref _missedEver);
            return first ? OutletResult.FirstMissed : OutletResult.Missed;
        }
    }

    /// <summary>Waits for room: for what must not be given up.</summary>
    public ValueTask WriteAsync(Observation observation, CancellationToken cancellation) => queue.Writer.WriteAsync(observation, cancellation);

    /// <summary>Writes where there is room; for the end, when nobody can wait.</summary>
    public void TryWrite(Observation observation) => queue.Writer.TryWrite(observation);

    /// <summary>What is missing at this moment; to be asked before a snapshot is read.</summary>
    public MissedObservations MissedBeforeSnapshot()
    {
        lock (_gate)
        {
            _sinceLastAsked = null;
            return _untold;
        }
    }

    /// <summary>Waits for room for a snapshot, after which messages go in again.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="missedBefore">What <see cref="MissedBeforeSnapshot"/> said last, before the snapshot was read: only those are covered by it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>False when more were given up meanwhile, so that another snapshot is needed.</returns>
    public async ValueTask<bool> WriteSnapshotAsync(SnapshotTaken snapshot, MissedObservations missedBefore, CancellationToken cancellation)
    {
        await queue.Writer.WriteAsync(snapshot with { Missed = missedBefore.Count, MissedSince = missedBefore.Since }, cancellation);
        lock (_gate)
        {
            _untold = new MissedObservations(_untold.Count - missedBefore.Count, _sinceLastAsked);
            _skipping = false;
            return _untold.Count == 0;
        }
    }
}
