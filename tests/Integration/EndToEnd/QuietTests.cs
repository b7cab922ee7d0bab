using System.Text.Json.Nodes;
using MimeKit;
using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>Less noise, never silence: what several people are told of the same things, each by other rules.</summary>
[Collection(BusyDeployment.Name)]
public sealed class QuietTests(BusyDeploymentFixture deployments, RabbitMqFixture rabbit) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly LabDirectory mails = LabDirectory.Create("quiet");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_APlannedFailoverAndAReplicaThatFlaps_EachIsToldByItsRulesAndWhatIsKeptBackIsOnRecord()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var deployment = await deployments.GetAsync(Cancellation);
        await using var hook = await WebhookSink.StartAsync(Cancellation);
        var configuration = ServiceConfiguration.Of("local", deployment.SentinelAddresses).WithWebhook("hook", hook);
        foreach (var name in new[] { "all", "severe", "grouped", "spared", "again" })
        {
            configuration["Destinations"]![name] = new JsonObject
            {
                ["Kind"] = "Email",
                ["From"] = "sentinel@example.org",
                ["To"] = new JsonArray($"{name}@example.org"),
                ["PickupDirectory"] = mails.File(name),
            };
        }

        configuration["Routes"] = new JsonArray(
            new JsonObject { ["To"] = new JsonArray("hook") },
            new JsonObject { ["To"] = new JsonArray("all", "spared"), ["FlapWait"] = "00:00:10" },
            new JsonObject { ["Match"] = new JsonObject { ["MinSeverity"] = "Critical" }, ["To"] = new JsonArray("severe") },
            new JsonObject { ["Match"] = Kinds("FailoverStarted", "MasterSwitched", "FailoverCompleted"), ["To"] = new JsonArray("grouped"), ["GroupWait"] = "00:00:20" },
            new JsonObject { ["Match"] = Kinds("ReplicaDown"), ["To"] = new JsonArray("again"), ["RepeatInterval"] = "00:00:03" });
        configuration["Silences"] = new JsonArray(new JsonObject
        {
            ["Name"] = "maintenance",
            ["To"] = new JsonArray("spared"),
            ["Start"] = TimeProvider.System.GetUtcNow().AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["End"] = TimeProvider.System.GetUtcNow().AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["Author"] = "ada",
        });
        await using var service = await RunningService.StartAsync(configuration, deployment);
        await service.JudgeAsync(null, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            var demoted = await deployment.CurrentMasterAsync(cancellation: Cancellation);
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await HookAsync(hook, EventKind.FailoverCompleted, 1);
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);

            var master = await deployment.CurrentMasterAsync(cancellation: Cancellation);

            // That a demoted master goes down belongs to its switch and is no news to repeat.
            var replica = deployment.Nodes.First(node => node.Port != master.Port && node.Port != demoted.Port);
            for (var flap = 1; flap <= 3; flap++)
            {
                await RedisDeployment.StopNodeAsync(replica);
                await HookAsync(hook, EventKind.ReplicaDown, flap);
                if (flap == 1)
                {
                    await MailsAsync("again", 3);
                }

                await RedisDeployment.RestartNodeAsync(replica, Patience, Cancellation);
                await HookAsync(hook, EventKind.ReplicaRecovered, flap);
            }

            await Eventually.BecomesAsync(
                "the flapping replica is told to be back",
                () => Told("all").Count(told => told.Kind == EventKind.ReplicaRecovered) == 1 ? null : string.Join(", ", Told("all").Select(told => told.Subject)),
                Patience,
                cancellation: Cancellation);
            await MailsAsync("grouped", 1);
            var held = (await service.Worker.RunAsync(Patience, "deliveries", "--state", "Held")).Text;
            await service.StopAsync();

            // All: a mail for each of the failover's events, and two for three flaps.
            Assert.Equal(1, Told("all").Count(told => told.Kind == EventKind.MasterSwitched));
            Assert.Equal(1, Told("all").Count(told => told.Kind == EventKind.ReplicaDown));
            Assert.Contains("2 flaps", Told("all").Single(told => told.Kind == EventKind.ReplicaRecovered).Subject, StringComparison.Ordinal);

            // Severe: a planned failover is none of its business, nor is its end.
            Assert.Empty(Told("severe"));

            // Grouped: one mail for the whole failover.
            Assert.Equal(EventKind.FailoverCompleted, Assert.Single(Told("grouped")).Kind);

            // Spared: nothing, but it is on record whose rule that was.
            Assert.Empty(Told("spared"));
            Assert.Contains("silence maintenance by ada", string.Join(' ', held.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

            // Again: reminded while it lasted.
            Assert.Contains(Told("again"), told => told.Subject.Contains("reminder 2", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Run_AHundredMastersSwitchAtOnce_OneMailListsThemAndTheBusHasEach()
    {
        RequiresServer.OrSkip(ServerKind.RabbitMq);
        const int Masters = 100;
        await using var deployment = new SimulatedDeployment(Masters, 3);
        var broker = await rabbit.GetAsync();
        await using var bus = await BusListener.StartAsync(broker.Uri, "follower-of-storm", Patience, Cancellation);
        var configuration = ServiceConfiguration.Of("storm", deployment.SentinelAddresses).WithBus(broker.Uri).WithCluster("DataNodes", new JsonObject { ["Enabled"] = false });
        configuration["Destinations"]!["mail"] = new JsonObject
        {
            ["Kind"] = "Email",
            ["From"] = "sentinel@example.org",
            ["To"] = new JsonArray("ops@example.org"),
            ["PickupDirectory"] = mails.File("storm"),
        };
        configuration["Routes"] = new JsonArray(new JsonObject { ["Match"] = Kinds("MasterSwitched"), ["To"] = new JsonArray("mail"), ["GroupWait"] = "00:00:10", ["GroupBy"] = "Cluster" });
        await using var service = await RunningService.StartAsync(configuration, null);
        await service.JudgeAsync(null, async () =>
        {
            foreach (var master in deployment.Masters)
            {
                await service.Worker.WaitForLineAsync(
                    $"follows {master.Name}", line => line.Contains($"storm/{master.Name}: ", StringComparison.Ordinal) && line.EndsWith("now following", StringComparison.Ordinal), Patience, Cancellation);
            }

            var begun = TimeProvider.System.GetTimestamp();
            foreach (var master in deployment.Masters)
            {
                await deployment.SwitchAsync(master.Number);
            }

            List<BusDelivery> Switches() => [.. bus.Received.Where(delivery => delivery.Cluster == "storm" && delivery.Kind == EventKind.MasterSwitched)];
            await Eventually.BecomesAsync($"{Masters} switches on the bus", () => Switches().Count is var count && count == Masters ? null : $"{count}", Patience, cancellation: Cancellation);
            var onBus = TimeProvider.System.GetElapsedTime(begun);
            await MailsAsync("storm", 1);
            var byMail = TimeProvider.System.GetElapsedTime(begun);
            await service.StopAsync();

            Assert.Equal(Masters, Switches().Select(delivery => delivery.EventId).Distinct().Count());
            var mail = Assert.Single(Mails("storm"));
            Assert.All(deployment.Masters, master => Assert.Contains(master.Name, mail.TextBody, StringComparison.Ordinal));
            Assert.Equal(Masters, mail.Headers["X-SentinelEvents-Events"]!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Count());
            TestContext.Current.TestOutputHelper?.WriteLine($"{Masters} switches: on the bus after {onBus.TotalSeconds:0.0} s, one mail after {byMail.TotalSeconds:0.0} s (GroupWait 10 s): {mail.Subject}");
        });
    }

    public ValueTask DisposeAsync() => mails.DisposeAsync();

    private static JsonObject Kinds(params IEnumerable<string> kinds) => new() { ["Kinds"] = new JsonArray([.. kinds.Select(kind => JsonValue.Create(kind))]) };

    private static Task HookAsync(WebhookSink hook, EventKind kind, int count) => Eventually.BecomesAsync(
        $"{count} {kind} by webhook",
        () => hook.Requests.Count(request => Receivers.EventOf(request).Kind == kind) is var told && told >= count ? null : $"{told}",
        Patience,
        cancellation: Cancellation);

    private Task MailsAsync(string name, int count) => Eventually.BecomesAsync(
        $"{count} mails to {name}", () => Mails(name).Count is var told && told >= count ? null : $"{told}", Patience, cancellation: Cancellation);

    private IReadOnlyList<MimeMessage> Mails(string name) => Directory.Exists(mails.File(name))
        ? [.. Directory.GetFiles(mails.File(name), "*.eml").Order(StringComparer.Ordinal).Select(file => MimeMessage.Load(file))]
        : [];

    private IReadOnlyList<ToldByMail> Told(string name) =>
    [
        .. Mails(name).Select(mail => new ToldByMail(
            Enum.Parse<EventKind>(mail.Headers["X-SentinelEvents-Kind"]!), Guid.Parse(mail.Headers["X-SentinelEvents-Event"]!), mail.Subject ?? "")),
    ];
}
