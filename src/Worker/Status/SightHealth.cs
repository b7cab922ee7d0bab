using Microsoft.Extensions.Diagnostics.HealthChecks;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Status;

/// <summary>Whether enough sentinels are seen to agree on anything.</summary>
internal sealed class SightHealth(IPipelineView pipeline, ISentinelWatchView watch) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var clusters = pipeline.Clusters;
        var blind = clusters.Where(cluster => cluster.UnsightedSince is not null).Select(cluster => cluster.Policy.Cluster).ToList();
        var seen = watch.Sentinels.Count(sentinel => sentinel.State == SentinelWatchState.Watching);
        var text = FormattableString.Invariant($"{seen} of {watch.Sentinels.Count} sentinels seen");
        // What will not mend itself is told here, too: it is read by whoever looks why too few are seen.
        var untrusted = watch.Sentinels.Where(sentinel => sentinel.State != SentinelWatchState.Watching && sentinel.LastProblem?.Kind == SentinelProblemKind.Tls).ToList();
        if (untrusted.Count > 0)
        {
            text += FormattableString.Invariant($"; no TLS with {untrusted.Count}: {untrusted[0].LastProblem}");
        }

        return Task.FromResult(clusters.Count == 0 || blind.Count > 0
            ? HealthCheckResult.Unhealthy($"{text}; too few to agree in {(blind.Count == 0 ? "any cluster" : string.Join(", ", blind))}")
            : HealthCheckResult.Healthy(text));
    }
}
