using System.Runtime.CompilerServices;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Worker.Status.Feed;

/// <summary>
/// Follows the journal for all who want to hear of events as they come, from this worker or from another one that shares it: one query a second, and one at once when
/// this worker has committed some. Whoever listens asks for what comes next when he is ready for it, so that nothing is kept for the slow ones.
/// </summary>
internal sealed partial class EventFeed(IJournalReader journal, IPipelineView pipeline, TimeProvider time, ILogger<EventFeed> logger) : BackgroundService
{
    /// <summary>So many events are kept in memory; whoever is further behind reads them from the journal.</summary>
    public const int Kept = 256;

    private const int PageSize = 100;

    // At the first look some are read again, in case one of them is not settled.
    private const int FirstStretch = 100;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile FeedPicture? picture;
    private int kept;
    private bool isAway;

    /// <summary>The feed now.</summary>
    public FeedPicture Now => picture ?? Interlocked.CompareExchange(ref picture, new(null, 0, [], moved.Task), null) ?? picture!;

    /// <summary>
    /// Events behind a place, in order, without gap or repetition; waits for those to come.
    /// A null stands for nothing new within the patience, so that whoever listens can show that he is alive.
    /// </summary>
    public async IAsyncEnumerable<FedEvent?> FollowAsync(long after, TimeSpan patience, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var now = Now;
            if (now.Position is not { } position || after >= position)
            {
                if (!await MovesAsync(now.Moved, patience, cancellation))
                {
                    yield return null;
                }

                continue;
            }

            if (after >= now.From)
            {
                foreach (var fed in now.Recent.Where(fed => fed.Sequence > after))
                {
                    yield return fed;
                }

                after = position;
                continue;
            }

            var page = await journal.ReadEventsAsync(new EventFilter(After: after, UpTo: position, Limit: PageSize), cancellation);
            foreach (var entry in page)
            {
                yield return new FedEvent(entry.Sequence, entry.Event);
            }

            after = page.Count == PageSize ? page[^1].Sequence : position;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _ = Now;
        while (!stoppingToken.IsCancellationRequested)
        {
            var committed = pipeline.NextEvents;
            await LookAsync(stoppingToken);
            await committed.WaitAsync(Pace, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> MovesAsync(Task moves, TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            await moves.WaitAsync(patience, time, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            var position = Now.Position ?? await BeginAsync(cancellation);
            var settled = await journal.ReadSettledAsync(position, cancellation);
            while (position < settled)
            {
                var page = await journal.ReadEventsAsync(new EventFilter(After: position, UpTo: settled, Limit: PageSize), cancellation);
                position = page.Count == PageSize ? page[^1].Sequence : settled;
                Publish(position, page);
            }

            if (isAway)
            {
                isAway = false;
                LogReadsAgain();
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            if (!isAway)
            {
                isAway = true;
                LogAway(failure.Message);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task<long> BeginAsync(CancellationToken cancellation)
    {
        var newest = await journal.ReadEventsAsync(new EventFilter(Newest: true, Limit: 1), cancellation);
        var position = await journal.ReadSettledAsync(newest is [var last] ? Math.Max(0, last.Sequence - FirstStretch) : 0, cancellation);
        Publish(position, []);
        return position;
    }

    private void Publish(long position, IReadOnlyList<JournalledEvent> page)
    {
        var before = Now;
        var (recent, from) = (before.Recent, before.Position is null ? position : before.From);
        foreach (var entry in page)
        {
            recent = recent.Enqueue(new FedEvent(entry.Sequence, entry.Event));
            if (++kept > Kept)
            {
                recent = recent.Dequeue(out var oldest);
                from = oldest.Sequence;
                kept--;
            }
        }

        var told = moved;
        moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
        picture = new(position, from, recent, moved.Task);
        told.SetResult();
    }

    [LoggerMessage(8101, LogLevel.Warning, "The journal cannot be read, so nothing new is told on streams: {Problem}")]
    private partial void LogAway(string problem);

    [LoggerMessage(8102, LogLevel.Information, "The journal can be read again; streams go on where they were")]
    private partial void LogReadsAgain();
}
