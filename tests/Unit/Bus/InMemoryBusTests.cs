using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Unit.Bus;

public sealed class InMemoryBusTests
{
    [Fact]
    public async Task Deliver_EveryKind_IsEchoedOnce()
    {
        var log = new CollectingLogger<BusEcho>();
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddBus(new BusOptions(), []);
        builder.Services.AddSingleton<ILogger<BusEcho>>(log);
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var destination = host.Services.GetRequiredService<IDestination>();
        Assert.Equal("bus", destination.Name);

        foreach (var kind in Samples.Kinds)
        {
            Assert.Equal(new DeliveryOutcome.Delivered(), await destination.DeliverAsync(Samples.Of(kind), TestContext.Current.CancellationToken));
        }

        await Until.TrueAsync(() => log.Count(4101) == Samples.Kinds.Count(), () => string.Join('\n', log.Lines));
        Assert.All(Samples.Kinds, kind => Assert.Single(
            log.Lines,
            line => line.Text.StartsWith($"Bus received {kind} of local/", StringComparison.Ordinal)
                && line.Text.Contains(Samples.Of(kind).EventId.ToString(), StringComparison.Ordinal)));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
