using Microsoft.Extensions.Diagnostics.HealthChecks;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Status;

/// <summary>Whether every destination takes what it is given. One that does not degrades the service and stops nothing.</summary>
internal sealed class DeliveryHealth(IDeliveryView delivery) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var destinations = delivery.Read();
        string[] problems =
        [
            .. Named("failing", destinations.Where(destination => destination.Health == DestinationHealth.Failing)),
            .. Named("disabled", destinations.Where(destination => destination.Health == DestinationHealth.Disabled)),
        ];
        return Task.FromResult(problems.Length > 0 ? HealthCheckResult.Degraded(string.Join("; ", problems)) : HealthCheckResult.Healthy());
    }

    private static IEnumerable<string> Named(string problem, IEnumerable<DestinationStatus> destinations)
    {
        var names = string.Join(", ", destinations.Select(destination => destination.Name));
        return names.Length > 0 ? [$"{problem}: {names}"] : [];
    }
}
