using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Status.Metrics;

namespace SentinelEvents.Worker.Status;

/// <summary>What must hold for a heartbeat to be true. Not destinations: one that is down is told by the others.</summary>
internal sealed class VitalSigns(IPipelineView pipeline, IPipelineMeasures measures, JournalSampler journal, TimeProvider time) : IVitalSigns
{
    /// <summary>The loop turns several times a second; a commit may take it some seconds.</summary>
    public static readonly TimeSpan StillFor = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private (long Turns, long At) last = (-1, time.GetTimestamp());

    public string? Problem
    {
        get
        {
            var status = pipeline.Status;
            var blind = pipeline.Clusters.Where(cluster => cluster.UnsightedSince is not null).Select(cluster => cluster.Policy.Cluster).ToList();
            return status switch
            {
                { CommitProblem: { } problem } => $"the journal takes no commit: {problem}",
                _ when journal.Last.Problem is { } problem => $"the journal does not pass its regular test: {problem}",
                { Running: false } => "the journal is not open yet",
                _ when StandsStill() => "the loop that decides stands still",
                _ when pipeline.Clusters.Count == 0 => "no cluster has been seen yet",
                _ when blind.Count > 0 => $"too few sentinels are seen to agree in {string.Join(", ", blind)}",
                _ => null,
            };
        }
    }

    private bool StandsStill()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            if (measures.Turns is var turns && turns != last.Turns)
            {
                last = (turns, now);
            }

            return time.GetElapsedTime(last.At, now) > StillFor;
        }
    }
}
