using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SentinelEvents.Worker.Configuration;

/// <summary>Whether the configuration file, as it is now, is in force. One that is not degrades the service and stops nothing.</summary>
internal sealed class ReloadHealth(ReloadService reload) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(reload.Status switch
    {
        { Problem: { } problem, At: var at } => HealthCheckResult.Degraded(FormattableString.Invariant($"the change of {at:u} is not in force: {problem}")),
        { At: { } at } => HealthCheckResult.Healthy(FormattableString.Invariant($"in force as changed at {at:u}")),
        _ => HealthCheckResult.Healthy(),
    });
}
