using Microsoft.Extensions.Diagnostics.HealthChecks;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Status;

namespace SentinelEvents.Unit.Delivery;

public sealed class DeliveryHealthTests
{
    [Fact]
    public async Task Check_FailingAndDisabledDestinations_AreNamedApart()
    {
        var answer = await CheckAsync(("mail", DestinationHealth.Failing), ("hook", DestinationHealth.Disabled), ("bus", DestinationHealth.Working));
        Assert.Equal(HealthStatus.Degraded, answer.Status);
        Assert.Equal("failing: mail; disabled: hook", answer.Description);
    }

    [Fact]
    public async Task Check_WorkingAndUntriedOnes_AreHealthy() =>
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(("mail", DestinationHealth.Untried), ("bus", DestinationHealth.Working))).Status);

    private static Task<HealthCheckResult> CheckAsync(params (string Name, DestinationHealth Health)[] destinations) =>
        new DeliveryHealth(new View(destinations)).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

    private sealed class View((string Name, DestinationHealth Health)[] destinations) : IDeliveryView
    {
        public IReadOnlyList<DestinationStatus> Read() => [.. destinations.Select(destination => new DestinationStatus(destination.Name, destination.Health, 0, 0, 0, null, null))];
    }
}
