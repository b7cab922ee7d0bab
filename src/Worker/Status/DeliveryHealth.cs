using Microsoft.Extensions.Diagnostics.HealthChecks;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Status;

/// <summary>Whether every destination takes what it is given. One that does not degrades the service and stops nothing.</summary>
internal sealed class DeliveryHealth(IDeliveryView delivery) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failing = delivery.Read().Where(destination => destination.Health == DestinationHealth.Failing).Select(destination => destination.Name).ToList();
        return Task.FromResult(failing.Count > 0
            ? HealthCheckResult.Degraded($"failing: {string.Join(", ", failing)}")
            : HealthCheckResult.Healthy());
    }
}
