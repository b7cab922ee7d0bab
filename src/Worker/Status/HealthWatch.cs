using SentinelEvents.Contracts;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Reports;
using SentinelEvents.Worker.Status.Feed;
using SentinelEvents.Worker.Status.Memory;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status;

/// <summary>
/// Keeps it known whether failovers would succeed. An assessment asks every sentinel and data node of a cluster, so that it is made every five minutes, and of the
/// cluster concerned soon after events that may have changed it: once they have been quiet for ten seconds, or go on for a minute.
/// </summary>
internal sealed partial class HealthWatch(
    HealthAssessing assess, FailoverBoard board, EventFeed feed, IPipelineView pipeline, GivingBack giveBack, TimeProvider time, ILogger<HealthWatch> logger) : BackgroundService
{
    internal static readonly TimeSpan Period = TimeSpan.FromMinutes(5);
    internal static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Many clusters may be assessed one after the other, and it is one heap.</summary>
    internal static readonly TimeSpan BetweenGivingBack = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, (DateTimeOffset First, DateTimeOffset Last)> changed = new(StringComparer.Ordinal);
    private DateTimeOffset lastChange;
    private DateTimeOffset lastGivenBack;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // What was just started is still being found.
            var nextRound = time.GetUtcNow() + Quiet;
            long? heard = null;
            while (true)
            {
                var due = changed.Values.Select(Due).Append(nextRound).Min();
                var wait = due - time.GetUtcNow();
                var picture = feed.Now;
                heard = Hear(picture, heard ?? picture.Position);
                if (wait > TimeSpan.Zero)
                {
                    await WaitAsync(picture.Moved, wait < Quiet ? wait : Quiet, stoppingToken);
                    continue;
                }

                if (time.GetUtcNow() >= nextRound)
                {
                    changed.Clear();
                    await AssessAsync([], stoppingToken);
                    nextRound = time.GetUtcNow() + Period;
                }
                else
                {
                    var now = time.GetUtcNow();
                    string[] clusters = [.. changed.Where(entry => Due(entry.Value) <= now).Select(entry => entry.Key)];
                    foreach (var cluster in clusters)
                    {
                        changed.Remove(cluster);
                    }

                    await AssessAsync(clusters, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private static DateTimeOffset Due((DateTimeOffset First, DateTimeOffset Last) times)
    {
        var (quiet, longest) = (times.Last + Quiet, times.First + Longest);
        return quiet < longest ? quiet : longest;
    }

    // A report is an assessment itself, and what this worker does not see says nothing of the deployment.
    private static bool MayChange(EventKind kind) => kind is not (EventKind.HealthReported or EventKind.SightLost or EventKind.SightRestored);

    private long? Hear(FeedPicture picture, long? heard)
    {
        var now = time.GetUtcNow();
        foreach (var cluster in picture.Recent.Where(fed => fed.Sequence > heard && MayChange(fed.Event.Kind)).Select(fed => fed.Event.Cluster))
        {
            lastChange = now;
            changed[cluster] = changed.TryGetValue(cluster, out var times) ? times with { Last = now } : (now, now);
        }

        return picture.Position;
    }

    private async Task WaitAsync(Task moved, TimeSpan wait, CancellationToken cancellation)
    {
        try
        {
            await moved.WaitAsync(wait, time, cancellation);
        }
        catch (TimeoutException)
        {
            // Something may be due.
        }
    }

    private async Task AssessAsync(string[] clusters, CancellationToken cancellation)
    {
        // Before anything is seen nothing could be said, and afterwards it is said at the next event or round.
        if (pipeline.Clusters.Count == 0)
        {
            return;
        }

        // An assessment of thousands of masters takes tens of megabytes, seconds after a storm has left as much behind; in the middle of one nobody may stand still for it.
        var now = time.GetUtcNow();
        if (now - lastChange >= Quiet && now - lastGivenBack >= BetweenGivingBack)
        {
            giveBack();
            lastGivenBack = now;
        }

        try
        {
            foreach (var health in await assess(clusters, cancellation))
            {
                board.Put(health);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            LogFailed(failure, clusters.Length == 0 ? "all clusters" : string.Join(", ", clusters));
        }
    }

    [LoggerMessage(8103, LogLevel.Warning, "Whether failovers would succeed could not be assessed in {Clusters}; what was known before stays")]
    private partial void LogFailed(Exception failure, string clusters);
}
