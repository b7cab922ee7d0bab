using System.Globalization;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

[Collection(SharedDeployment.Name)]
public sealed class WithoutBrokerTests(DeploymentFixture deployments)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_BusInMemory_IsHealthyAndLoadsNoMassTransit()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var deployment = await deployments.GetAsync(Cancellation);
        await using var service = await RunningService.StartAloneAsync(deployment);
        await service.UntilFollowingAsync(3, Cancellation);

        Assert.Contains("bus: Healthy, inside the service", await service.HealthAsync(Cancellation), StringComparison.Ordinal);
        var loaded = await File.ReadAllLinesAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{service.Worker.Process.Id}/maps"), Cancellation);
        Assert.Contains(loaded, line => line.EndsWith("/sentinel-events.dll", StringComparison.Ordinal));
        Assert.DoesNotContain(loaded, line => line.Contains("MassTransit", StringComparison.Ordinal) || line.Contains("RabbitMQ", StringComparison.Ordinal));
    }
}
