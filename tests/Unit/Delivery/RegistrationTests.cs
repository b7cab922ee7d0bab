using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Delivery.Holding;
using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Email;
using SentinelEvents.Worker.Notifications.Heartbeat;
using SentinelEvents.Worker.Notifications.Webhook;
using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Unit.Delivery;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Host_WithAllThreeRooms_DeliversFromTheStoreToTheBus()
    {
        var store = new MemoryDeliveryStore();
        var id = store.Add(Router.Bus, Samples.Of(EventKind.MasterSwitched), TimeProvider.System.GetUtcNow());
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IDeliveryStore>(store);
        builder.Services.AddSingleton<ISilenceStore, NoSilences>();
        builder.Services.AddSingleton<IIncidentView, NoIncidents>();
        builder.Services.AddBus(new BusOptions(), []);
        builder.Services.AddNotifications();
        builder.Services.AddDelivery(new DeliverySettings(
            new Dictionary<string, DestinationOptions>
            {
                ["mail"] = new EmailOptions { Kind = "Email", From = "sentinel@example.org", To = ["ops@example.org"] },
                ["hook"] = new WebhookOptions { Kind = "Webhook", Url = "http://127.0.0.1:1/hook" },
            },
            null,
            []));
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        host.Services.GetRequiredService<IDeliverySignal>().Wake();
        await Until.TrueAsync(() => store.Read(id).State == DeliveryState.Delivered, () => store.Read(id).ToString());
        Assert.Equal(["bus", "mail", "hook"], host.Services.GetRequiredService<IDeliveryView>().Read().Select(status => status.Name));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Pipeline_EachDestination_TakesWhatItsKindTakes()
    {
        var services = new ServiceCollection().AddNotifications().AddPipeline([]).AddDelivery(new DeliverySettings(
            new Dictionary<string, DestinationOptions>
            {
                ["alive"] = new HeartbeatOptions { Kind = "Heartbeat", Url = "http://127.0.0.1:1/t0ken" },
                ["hook"] = new WebhookOptions { Kind = "Webhook", Url = "http://127.0.0.1:1/hook" },
            },
            null,
            []));
        using var provider = services.BuildServiceProvider();
        var routing = provider.GetRequiredService<PipelineSettings>().Routing();
        Assert.Equal([EventKind.HealthReported], Samples.Kinds.Where(kind => routing.Takes("alive", kind)));
        Assert.All(Samples.Kinds, kind => Assert.True(routing.Takes("hook", kind)));
    }
}
