using Microsoft.Extensions.Diagnostics.HealthChecks;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Status.Metrics;

namespace SentinelEvents.Worker.Status;

/// <summary>Whether what is decided is also kept, and would be if there were something: see <see cref="JournalSampler"/>.</summary>
internal sealed class JournalHealth(IPipelineView pipeline, JournalSampler journal) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = pipeline.Status;
        return Task.FromResult(status switch
        {
            { CommitProblem: { } problem } => HealthCheckResult.Unhealthy($"the journal takes no commit: {problem}"),
            _ when journal.Last.Problem is { } problem => HealthCheckResult.Unhealthy($"the journal does not pass its regular test: {problem}"),
            { Running: false } => HealthCheckResult.Unhealthy("the journal is not open yet"),
            _ => HealthCheckResult.Healthy(FormattableString.Invariant($"{status.Observations} observations, {status.Events} events since the start")),
        });
    }
}
