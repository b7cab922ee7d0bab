using System.Globalization;
using System.Text.Json.Nodes;
using MimeKit;
using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>
/// A replica that comes and goes all the time: programs follow it, people hear of it twice. FLAPS=n makes it go down and stay up for long enough so many times:
/// each takes the three seconds that the agreement waits before it believes in a recovery.
/// </summary>
public sealed class FlapsTests(RabbitMqFixture rabbit) : IAsyncDisposable
{
    private const int Quick = 50;
    private static readonly int Slow = int.Parse(Environment.GetEnvironmentVariable("FLAPS") ?? "2", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly LabDirectory mails = LabDirectory.Create("flaps");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_AReplicaFlaps_TheBusHasEachAgreedPairAndTheMailboxTwoMails()
    {
        RequiresServer.OrSkip(ServerKind.RabbitMq);
        await using var deployment = new SimulatedDeployment(masters: 1, sentinels: 3);
        var replica = deployment.Masters[0].ReplicaHosts.First();
        var broker = await rabbit.GetAsync();
        await using var bus = await BusListener.StartAsync(broker.Uri, "follower-of-flaps", Patience, Cancellation);
        var configuration = ServiceConfiguration.Of("flaps", deployment.SentinelAddresses).WithBus(broker.Uri).WithCluster("DataNodes", new JsonObject { ["Enabled"] = false });
        configuration["Destinations"]!["mail"] = new JsonObject
        {
            ["Kind"] = "Email",
            ["From"] = "sentinel@example.org",
            ["To"] = new JsonArray("ops@example.org"),
            ["PickupDirectory"] = mails.Path,
        };

        // Longer than it stays up each time.
        configuration["Routes"] = new JsonArray(new JsonObject { ["To"] = new JsonArray("mail"), ["FlapWait"] = "00:00:06" });
        await using var service = await RunningService.StartAsync(configuration, null);
        await service.JudgeAsync(null, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            var before = (await service.MetricsAsync(Cancellation)).Of("sentinelevents_observations_total");

            // Never up for long enough to be believed, but heard from each sentinel every time.
            await deployment.SetDownAsync(0, replica, down: true);
            await OnBusAsync(EventKind.ReplicaDown, 1);
            var begun = TimeProvider.System.GetTimestamp();
            for (var flap = 1; flap < Quick; flap++)
            {
                await deployment.SetDownAsync(0, replica, down: false);
                await deployment.SetDownAsync(0, replica, down: true);
            }

            await deployment.SetDownAsync(0, replica, down: false);
            var burst = TimeProvider.System.GetElapsedTime(begun);
            await OnBusAsync(EventKind.ReplicaRecovered, 1);
            var quick = OnBus().Count / 2;
            Assert.InRange(quick, 1, 1 + (burst / Recovery));
            Assert.InRange((await service.MetricsAsync(Cancellation)).Of("sentinelevents_observations_total") - before, Quick * 2 * 3, double.MaxValue);

            for (var flap = 1; flap <= Slow; flap++)
            {
                await deployment.SetDownAsync(0, replica, down: true);
                await OnBusAsync(EventKind.ReplicaDown, quick + flap);
                await deployment.SetDownAsync(0, replica, down: false);
                await OnBusAsync(EventKind.ReplicaRecovered, quick + flap);
            }

            var flapped = TimeProvider.System.GetElapsedTime(begun);
            await Eventually.BecomesAsync("a mail says that it is back", () => Mails().Count >= 2 ? null : $"{Mails().Count} mails", Patience, cancellation: Cancellation);
            await service.StopAsync();
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{Quick} flaps in {burst.TotalSeconds:0.0} s, {Slow} more until {flapped.TotalSeconds:0.0} s, told to be back after {TimeProvider.System.GetElapsedTime(begun).TotalSeconds:0.0} s");

            // Down and up in turn, each an event of its own, all of one replica.
            var told = OnBus();
            Assert.Equal(Enumerable.Repeat(new[] { EventKind.ReplicaDown, EventKind.ReplicaRecovered }, quick + Slow).SelectMany(pair => pair), told.Select(delivery => delivery.Kind));
            Assert.Equal(told.Count, told.Select(delivery => delivery.EventId).Distinct().Count());
            Assert.All(told, delivery => Assert.Equal(replica, (string?)delivery.Body!["address"]!["host"]));

            Assert.Equal([(EventKind.ReplicaDown, told[0].EventId), (EventKind.ReplicaRecovered, told[^1].EventId)], Mails().Select(ToldBy).OrderBy(mail => mail.Kind));
            Assert.Contains($"{quick + Slow - 1} flaps", Mails().Single(mail => ToldBy(mail).Kind == EventKind.ReplicaRecovered).Subject, StringComparison.Ordinal);
        });

        IReadOnlyList<BusDelivery> OnBus() => [.. bus.Received.Where(delivery => delivery is { Cluster: "flaps", Kind: EventKind.ReplicaDown or EventKind.ReplicaRecovered })];

        Task OnBusAsync(EventKind kind, int count) => Eventually.BecomesAsync(
            $"{count} {kind} on the bus", () => OnBus().Count(delivery => delivery.Kind == kind) is var there && there >= count ? null : $"{there}", Patience, cancellation: Cancellation);
    }

    public ValueTask DisposeAsync() => mails.DisposeAsync();

    private static (EventKind Kind, Guid Id) ToldBy(MimeMessage mail) =>
        (Enum.Parse<EventKind>(mail.Headers["X-SentinelEvents-Kind"]!), Guid.Parse(mail.Headers["X-SentinelEvents-Event"]!));

    private IReadOnlyList<MimeMessage> Mails() => [.. Directory.GetFiles(mails.Path, "*.eml").Select(file => MimeMessage.Load(file))];
}
