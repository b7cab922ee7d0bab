using Microsoft.Extensions.Diagnostics.HealthChecks;
using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Worker.Status;

/// <summary>Whether what is decided is also kept.</summary>
internal sealed class JournalHealth(IPipelineView pipeline) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = pipeline.Status;
        return Task.FromResult(status switch
        {
            { CommitProblem: { } problem } => HealthCheckResult.Unhealthy($"the journal takes no commit: {problem}"),
            { Running: false } => HealthCheckResult.Unhealthy("the journal is not open yet"),
            _ => HealthCheckResult.Healthy(FormattableString.Invariant($"{status.Observations} observations, {status.Events} events since the start")),
        });
    }
}
