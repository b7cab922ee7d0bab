using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

[Collection(SharedDeployment.Name)]
public sealed class OutageTests(DeploymentFixture deployments, RabbitMqFixture rabbit)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>At once, on a machine that does much else.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WebhookAndMailFailInEveryWay_OthersAreToldAtOnceAndTheseInOrderAfterwards()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        await using var receivers = await Receivers.StartAsync("every-failure", rabbit, Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        var port = FreePorts.Take();
        await using var service = await RunningService.StartAsync(
            receivers.Configuration(deployment).WithWebhook("bad", port, timeoutSeconds: 2).WithoutDamping().WithCluster("DivergedAfter", "00:10:00"), deployment);
        await service.JudgeAsync(receivers, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            await using var source = new EventSource(deployment);

            // At the same time: what fails here delays nothing there.
            var walks = (Hook: WalkHookAsync(service, source, port), Mail: WalkMailAsync(service, source, receivers.Smtp));
            await Task.WhenAll(walks.Hook, walks.Mail);
            await using var bad = await walks.Hook;
            var (byHook, byMail) = (RejectedBy(service, "bad"), RejectedBy(service, "mail"));

            var listed = await DeliveryReading.OfAsync(service.Worker, "--state", "Rejected");
            Assert.Equal(
                [("bad", "MonitoringChanged", 1, "Refused"), ("mail", "MonitoringChanged", 1, "Refused")],
                listed.OrderBy(one => one.Destination, StringComparer.Ordinal).Select(one => (one.Destination, one.Kind, one.Attempts, one.Reason)));
            Assert.Contains("Answered 400", listed.Single(one => one.Destination == "bad").Detail, StringComparison.Ordinal);
            Assert.Contains("550", listed.Single(one => one.Destination == "mail").Detail, StringComparison.Ordinal);
            await RedeliverAsync(service, receivers, bad, byHook, byMail);

            await service.StopAsync();
            var told = receivers.OnBus.Select(e => e.EventId).ToList();
            Assert.Equal(told, receivers.ByHook.Select(e => e.EventId));
            var soon = receivers.OnBus.ToDictionary(e => e.EventId, e => e.AgreedAt + AtOnce);
            Assert.All(receivers.Deliveries, delivery => Assert.True(delivery.ReceivedAt < soon[delivery.EventId], $"{delivery.EventId} on the bus only at {delivery.ReceivedAt:O}"));
            Assert.All(receivers.Hook.Requests, request => Assert.True(request.At < soon[Receivers.EventOf(request).EventId], $"{request.Text} only at {request.At:O}"));
            Assert.Equal(told, InOrder(bad.Requests.Select(request => Receivers.EventOf(request).EventId), byHook));
            Assert.Equal(told.Where(id => id != byMail).Append(byMail), receivers.ByMail.Select(mail => mail.EventId));
            Announced.Signed(bad);
            TestContext.Current.TestOutputHelper?.WriteLine($"{told.Count} events, {bad.Requests.Count} requests, {receivers.ByMail.Count} mails");
        });
    }

    [Fact]
    public async Task Run_BrokerStoppedWhileMastersFailOver_OthersAreToldAtOnceAndTheBusInOrderAfterwards()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        await using var broker = await RabbitMqServer.StartAsync(Patience, Cancellation);
        await using var receivers = await Receivers.StartAsync("broker-away", broker, Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        await using var service = await RunningService.StartAsync(receivers.Configuration(deployment), deployment);
        await service.JudgeAsync(receivers, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            var witness = new SwitchWitness(deployment);
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await receivers.WaitForAsync(EventKind.FailoverCompleted, 1, Patience, Cancellation);

            var stopped = TimeProvider.System.GetUtcNow();
            await broker.StopAsync(Patience);
            await Failover.MakeAsync(deployment, planned: false, Cancellation);
            await Failover.MakeAsync(deployment, planned: true, Cancellation);
            await receivers.Hook.WaitForRequestsAsync(3, Patience, request => Receivers.EventOf(request).Kind == EventKind.FailoverCompleted, Cancellation);
            await Eventually.BecomesAsync(
                "three completed failovers by mail", () => receivers.ByMail.Count(mail => mail.Kind == EventKind.FailoverCompleted) is var count && count == 3 ? null : $"{count}", Patience, cancellation: Cancellation);
            Assert.All(receivers.Hook.Requests, request => Assert.True(request.At - Receivers.EventOf(request).AgreedAt < AtOnce, $"{request.Text} only at {request.At:O}"));
            Assert.Single(receivers.OnBus, e => e.Kind == EventKind.MasterSwitched);
            var waiting = await DeliveryReading.OfAsync(service.Worker, "--state", "Pending");
            Assert.All(waiting, one => Assert.Equal("bus", one.Destination));
            Assert.Equal(2, waiting.Count(one => one.Kind == "MasterSwitched"));
            await Eventually.BecomesAsync(
                "degraded by the bus, and no more than that",
                async token => await service.HealthAsync(token) is var health && health.StartsWith("Degraded", StringComparison.Ordinal) && health.Split('\n').Any(line => line.StartsWith("destinations", StringComparison.Ordinal) && line.Contains("bus", StringComparison.Ordinal)) ? null : health,
                Patience,
                cancellation: Cancellation);
            await Eventually.BecomesAsync(
                "the metrics name what waits for the bus",
                async token => (await service.MetricsAsync(token)).Text.Split('\n').Where(line => line.Contains("destination=\"bus\"", StringComparison.Ordinal)).ToList() is var lines
                    && lines.Exists(line => line.StartsWith("sentinelevents_delivery_oldest_pending_seconds", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal)) ? null : string.Join('\n', lines),
                Patience,
                cancellation: Cancellation);

            await broker.StartAgainAsync(Patience, Cancellation);
            var returned = TimeProvider.System.GetUtcNow();
            await receivers.WaitForAsync(EventKind.FailoverCompleted, 3, Patience, Cancellation);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"away for {(returned - stopped).TotalSeconds:0} s, drained {(TimeProvider.System.GetUtcNow() - returned).TotalSeconds:0} s after its return");
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            await service.StopAsync();
            Announced.Switches(receivers.OnBus, witness.Switches());
            Announced.AlikeToAll(receivers);
            Announced.NothingUntrue(receivers.OnBus, witness);
        });
    }

    /// <summary>Refuses connections, answers 500, hangs, is slower than the time-out, redirects, speaks no HTTP, and at last refuses one event for good.</summary>
    private static async Task<WebhookSink> WalkHookAsync(RunningService service, EventSource source, int port)
    {
        await FailsAsync("Unreachable");
        var bad = await WebhookSink.StartAsync(port, Cancellation);
        await UntilWorksAsync(service, "bad");
        foreach (var (answer, reason) in ((SinkAnswer, string)[])
        [
            (new SinkAnswer.Status(500), "ServerError"),
            (new SinkAnswer.Hang(), "TimedOut"),
            (new SinkAnswer.Delayed(TimeSpan.FromSeconds(3), SinkAnswer.Accepted), "TimedOut"),
            (new SinkAnswer.Redirect("http://127.0.0.1:1/elsewhere"), "BadAnswer"),
            (new SinkAnswer.Garbage(), "BadAnswer"),
        ])
        {
            bad.AnswerWith(_ => answer);
            await FailsAsync(reason);
            bad.AnswerWith(_ => SinkAnswer.Accepted);
            await UntilWorksAsync(service, "bad");
        }

        bad.AnswerNextWith(new SinkAnswer.Status(400));
        await source.MakeAsync();
        await service.Worker.WaitForLineAsync("the refusal", line => line.Contains("is not delivered to bad", StringComparison.Ordinal), Patience, Cancellation);
        return bad;

        async Task FailsAsync(string reason)
        {
            var before = service.Worker.Process.Lines.Count;
            await source.MakeAsync();
            await UntilLineAsync(service, before, "Destination bad fails", reason);
        }
    }

    /// <summary>Refuses connections, greylists, hangs, and at last refuses one event for good.</summary>
    private static async Task WalkMailAsync(RunningService service, EventSource source, SmtpServer smtp)
    {
        var before = service.Worker.Process.Lines.Count;
        await smtp.StopAsync();
        await source.MakeAsync();
        await UntilLineAsync(service, before, "Destination mail fails", "Unreachable");
        await smtp.StartAsync(Patience, Cancellation);
        await UntilWorksAsync(service, "mail");

        before = service.Worker.Process.Lines.Count;
        await smtp.AnswerWithAsync(new SmtpRule { Id = "grey", Stage = SmtpStage.Rcpt, Reply = "451 4.7.1 Greylisted, try again later", Times = 1 });
        await source.MakeAsync();
        await UntilLineAsync(service, before, "Destination mail fails", "Throttled");
        await UntilWorksAsync(service, "mail");

        before = service.Worker.Process.Lines.Count;
        await smtp.AnswerWithAsync(new SmtpRule { Id = "hang", Stage = SmtpStage.Data, DelaySeconds = 3600, Times = 1 });
        await source.MakeAsync();
        await UntilLineAsync(service, before, "Destination mail fails", "TimedOut");
        await UntilWorksAsync(service, "mail");

        await smtp.AnswerWithAsync(new SmtpRule { Id = "refuse", Stage = SmtpStage.Data, Reply = "550 5.7.1 Not wanted here", Times = 1 });
        await source.MakeAsync();
        await service.Worker.WaitForLineAsync("the refusal", line => line.Contains("is not delivered to mail", StringComparison.Ordinal), Patience, Cancellation);
    }

    private static async Task RedeliverAsync(RunningService service, Receivers receivers, WebhookSink bad, Guid byHook, Guid byMail)
    {
        var unknown = await service.Worker.RunAsync(Patience, "redeliver", Guid.Empty.ToString(), "--to", "bad");
        Assert.Equal((1, true), (unknown.ExitCode, unknown.Text.Contains("holds no event", StringComparison.Ordinal)));
        var one = await service.Worker.RunAsync(Patience, "redeliver", byHook.ToString(), "--to", "bad");
        Assert.True(one.ExitCode == 0, one.Text);
        var requests = bad.Requests.Count(request => Receivers.EventOf(request).EventId == byHook);
        var all = await service.Worker.RunAsync(Patience, "redeliver", "--rejected", "--to", "mail");
        Assert.True(all.ExitCode == 0, all.Text);
        Assert.Contains("1 rejected event", all.Text, StringComparison.Ordinal);
        await Eventually.BecomesAsync(
            "both arrive after all",
            () => (bad.Requests.Count(request => Receivers.EventOf(request).EventId == byHook), receivers.ByMail.Count(mail => mail.EventId == byMail)) is var came && came is ( >= 2, 1) ? null : $"{came}, {requests} before",
            Patience,
            cancellation: Cancellation);
        Assert.Empty(await DeliveryReading.OfAsync(service.Worker, "--state", "Rejected"));
    }

    private static async Task UntilLineAsync(RunningService service, int after, string what, string reason) => await Eventually.BecomesAsync(
        $"{what}: {reason}",
        () => service.Worker.Process.Lines.Skip(after).Any(line => line.Contains(what, StringComparison.Ordinal) && line.Contains($" {reason}: ", StringComparison.Ordinal))
            ? null
            : string.Join(" | ", service.Worker.Process.Lines.Skip(after).Where(line => line.Contains("Destination", StringComparison.Ordinal))),
        Patience,
        cancellation: Cancellation);

    /// <summary>The last word about a destination is that it works.</summary>
    private static Task UntilWorksAsync(RunningService service, string destination) => Eventually.BecomesAsync(
        $"{destination} works again",
        () => service.Worker.Process.Lines.LastOrDefault(line => line.Contains($"Destination {destination} ", StringComparison.Ordinal)) is { } last && last.Contains("works again", StringComparison.Ordinal) ? null : "not yet",
        Patience,
        cancellation: Cancellation);

    private static Guid RejectedBy(RunningService service, string destination)
    {
        var line = Assert.Single(service.Worker.Process.Lines, line => line.Contains($"is not delivered to {destination} ", StringComparison.Ordinal));
        var id = line[(line.IndexOf("event ", StringComparison.Ordinal) + "event ".Length)..];
        return Guid.Parse(id[..id.IndexOf('.', StringComparison.Ordinal)]);
    }

    /// <summary>What was refused for a while came again under its id; from the first that got through, each once. What was rejected is counted where it was refused.</summary>
    private static IEnumerable<Guid> InOrder(IEnumerable<Guid> requests, Guid rejected)
    {
        var ids = requests.ToList();
        Assert.Equal(rejected, ids[^1]);
        return ids.Distinct();
    }

    /// <summary>Makes events at will, in order, of one master.</summary>
    private sealed class EventSource(RedisDeployment deployment) : IAsyncDisposable
    {
        private readonly SemaphoreSlim turn = new(1, 1);
        private int made;

        /// <summary>One more <see cref="MonitoringChanged"/>.</summary>
        public async Task MakeAsync()
        {
            await turn.WaitAsync(Cancellation);
            try
            {
                await SetAsync(100 + ++made);
            }
            finally
            {
                turn.Release();
            }
        }

        public async ValueTask DisposeAsync()
        {
            await SetAsync(deployment.Options.ParallelSyncs);
            turn.Dispose();
        }

        private async Task SetAsync(int value)
        {
            foreach (var sentinel in deployment.Sentinels)
            {
                await sentinel.RunAsync(["SENTINEL", "SET", deployment.AnyMaster, "parallel-syncs", value.ToString(CultureInfo.InvariantCulture)], Cancellation);
            }
        }
    }
}
