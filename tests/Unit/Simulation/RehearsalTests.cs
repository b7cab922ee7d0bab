using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Unit.Pipeline;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Webhook;
using SentinelEvents.Worker.Simulation;

namespace SentinelEvents.Unit.Simulation;

public sealed class RehearsalTests
{
    private const string Hook = "rehearsed";

    private static readonly DeliverySettings Settings = new(
        new Dictionary<string, DestinationOptions> { [Hook] = new WebhookOptions { Kind = "Webhook", Url = "http://hooks.example.org/" } }, null, []);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 7, 3, 0, 0, TimeSpan.Zero));
    private readonly CollectingLogger<Rehearsal> _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Play_TheFailover_IsToldToWhoeverIsConfigured()
    {
        var result = await Rehearsal.PlayAsync(Settings, NotificationsRegistration.Kinds, Cancellation);
        Assert.Contains(result.Told, told => told.Destination == Hook && told.Notification.Latest.Kind == EventKind.MasterSwitched);
        Assert.Contains(result.Told, told => told.Destination == Router.Bus && told.Notification.Latest.Kind == EventKind.MasterSwitched);
    }

    [Fact]
    public async Task Run_AfterAStart_RehearsesEveryKindAndMakesReachesAndCountsNothing()
    {
        using var measured = new Measurements();
        ConcurrentQueue<string> spans = [];
        using var listening = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // Other tests that run meanwhile have destinations of their own.
                if (activity.GetTagItem("sentinelevents.destination") as string == Hook)
                {
                    spans.Enqueue(activity.OperationName);
                }
            },
        };
        ActivitySource.AddActivityListener(listening);
        var rehearsed = 0;
        await RunAsync(
            kind => kind with
            {
                Create = (_, _, _) => throw new InvalidOperationException("Nothing is to be made that could reach somebody."),
                Rehearse = (_, _) =>
                {
                    Interlocked.Increment(ref rehearsed);
                    return Task.CompletedTask;
                },
            },
            5101);
        Assert.Equal(Rehearsal.Rounds * NotificationsRegistration.Kinds.Count, rehearsed);
        Assert.Empty(measured.Of(Telemetry.DeliveryDelay.Name));
        Assert.Empty(spans);
    }

    [Fact]
    public async Task Play_DirectoriesOfThoseThatWereKilled_AreRemoved()
    {
        var (old, young) = (Directory.CreateTempSubdirectory(Audience.DirectoryPrefix), Directory.CreateTempSubdirectory(Audience.DirectoryPrefix));
        try
        {
            await File.WriteAllTextAsync(Path.Combine(old.FullName, "story.db"), "half a journal", Cancellation);
            old.LastWriteTimeUtc = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2);
            await Rehearsal.PlayAsync(Settings, NotificationsRegistration.Kinds, Cancellation);
            Assert.False(Directory.Exists(old.FullName));
            Assert.True(Directory.Exists(young.FullName));
        }
        finally
        {
            young.Delete();
        }
    }

    [Fact]
    public async Task Run_WhereItCannot_SaysSoAndTheServiceGoesOn() =>
        await RunAsync(kind => kind with { Rehearse = (_, _) => throw new IOException("No space left on device") }, 5102);

    [Fact]
    public async Task Webhook_IsSentToNobodyElse()
    {
        await using var services = new ServiceCollection().AddNotifications().BuildServiceProvider();
        for (var round = 0; round < 2; round++)
        {
            Assert.IsType<DeliveryOutcome.Delivered>(await WebhookRehearsal.RunAsync(services, new WebProxy(), Cancellation));
        }
    }

    [Fact]
    public async Task Webhook_AProxyWouldHaveIt_IsNotSent()
    {
        await using var services = new ServiceCollection().AddNotifications().BuildServiceProvider();
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        Assert.Null(await WebhookRehearsal.RunAsync(services, new WebProxy($"http://{proxy.LocalEndpoint}"), Cancellation));
        Assert.False(proxy.Pending());
    }

    private async Task RunAsync(Func<DestinationKind, DestinationKind> change, int expected)
    {
        List<DestinationKind> kinds = [.. NotificationsRegistration.Kinds.Select(change)];
        await using var services = new ServiceCollection().BuildServiceProvider();
        using var rehearsal = new Rehearsal(new CurrentDelivery(Settings, kinds), kinds, services, _time, _log);
        await rehearsal.StartAsync(Cancellation);
        await Until.TrueAsync(
            () => _log.Count(5101) + _log.Count(5102) > 0, () => "The rehearsal is not over.", () => _time.Advance(TimeSpan.FromMilliseconds(200)));
        await rehearsal.StopAsync(Cancellation);
        Assert.Equal(1, _log.Count(expected));
    }
}
