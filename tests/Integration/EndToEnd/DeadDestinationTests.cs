using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

[Collection(SharedDeployment.Name)]
public sealed class DeadDestinationTests(DeploymentFixture deployments, RabbitMqFixture rabbit)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>How long one attempt at the hanging webhook takes; who had to wait for it would be told that late.</summary>
    private const int HangingSeconds = 10;

    /// <summary>At once, on a machine that does much else.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(HangingSeconds / 2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_SomeDestinationsDead_DelaysNoOtherAndTellsThemInOrderOnceTheyReturn()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        await using var receivers = await Receivers.StartAsync("dead-destinations", rabbit, Cancellation);
        await using var hanging = await WebhookSink.StartAsync(Cancellation);
        await using var failing = await WebhookSink.StartAsync(Cancellation);
        hanging.AnswerWith(_ => new SinkAnswer.Hang());
        failing.AnswerWith(_ => new SinkAnswer.Status(500));
        var deployment = await deployments.GetAsync(Cancellation);
        var configuration = receivers.Configuration(deployment).WithWebhook("hanging", hanging, HangingSeconds).WithWebhook("failing", failing).WithoutDamping();
        await using var service = await RunningService.StartAsync(configuration, deployment);
        await service.JudgeAsync(receivers, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            await receivers.Smtp.StopAsync();
            var witness = new SwitchWitness(deployment);
            const int failovers = 3;
            for (var number = 0; number < failovers; number++)
            {
                await Failover.MakeAsync(deployment, planned: number % 2 == 0, Cancellation);
            }

            await receivers.Hook.WaitForRequestsAsync(failovers, Patience, request => Receivers.EventOf(request).Kind == EventKind.MasterSwitched, Cancellation);
            await receivers.Bus.WaitForAsync("the switches", failovers, delivery => delivery.Cluster == receivers.Cluster && delivery.Kind == EventKind.MasterSwitched, Patience, Cancellation);
            var agreedAt = receivers.OnBus.ToDictionary(e => e.EventId, e => e.AgreedAt);
            Assert.All(receivers.Deliveries, delivery => Soon("the bus", delivery.Kind, agreedAt[delivery.EventId], delivery.ReceivedAt));
            Assert.All(receivers.Hook.Requests, request => Soon("the webhook", Receivers.EventOf(request).Kind, Receivers.EventOf(request).AgreedAt, request.At));
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"on the bus {receivers.Deliveries.Max(delivery => delivery.ReceivedAt - agreedAt[delivery.EventId]).TotalMilliseconds:0} ms after the agreement at the latest");
            Assert.Empty(receivers.ByMail);
            var attempts = failing.Requests;
            Assert.Single(attempts.Select(request => request.Header("webhook-id")).Distinct());
            // A second, give or take a fifth, and what the machine adds.
            Assert.InRange((attempts[1].At - attempts[0].At).TotalSeconds, 0.8, 2.5);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"attempts after {string.Join(", ", attempts.Select(request => (request.At - attempts[0].At).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)))} s");
            Assert.Contains("failing", (await service.HealthAsync(Cancellation)).Split('\n').Single(line => line.StartsWith("destinations", StringComparison.Ordinal)), StringComparison.Ordinal);

            hanging.AnswerWith(_ => SinkAnswer.Accepted);
            failing.AnswerWith(_ => SinkAnswer.Accepted);
            await receivers.Smtp.StartAsync(Patience, Cancellation);
            await receivers.WaitForAsync(EventKind.FailoverCompleted, failovers, Patience * 2, Cancellation);
            foreach (var sink in (WebhookSink[])[hanging, failing])
            {
                await sink.WaitForRequestsAsync(failovers, Patience * 2, request => Receivers.EventOf(request).Kind == EventKind.FailoverCompleted, Cancellation);
            }

            await service.StopAsync();
            Announced.Switches(receivers.OnBus, witness.Switches());
            Announced.AlikeToAll(receivers);
            Announced.NothingUntrue(receivers.OnBus, witness);
            var told = receivers.OnBus.Select(e => $"{e.Kind} {e.EventId}").ToList();
            foreach (var sink in (WebhookSink[])[hanging, failing])
            {
                // What was refused came again under its id; from the first that was accepted, each once.
                Assert.Equal(told, sink.Requests.Select(Receivers.EventOf).Select(e => $"{e.Kind} {e.EventId}").Distinct());
                Announced.Signed(sink);
            }
        });
    }

    private static void Soon(string who, EventKind kind, DateTimeOffset agreed, DateTimeOffset told) =>
        Assert.True(told - agreed < AtOnce, string.Create(CultureInfo.InvariantCulture, $"{who} was told of {kind} only {(told - agreed).TotalSeconds} s after it was agreed"));
}
