using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

/// <summary>Failovers of real sentinels, told by the service to real receivers; the sentinels' own logs are the judge.</summary>
public sealed class FailoverTests(DeploymentFixture deployments, RabbitMqFixture rabbit) : IClassFixture<DeploymentFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Run_TwentyFailovers_EachIsToldOnceToEachReceiver() => RunAsync("twenty", 20, stopped: 0);

    [Fact]
    public Task Run_OneOfThreeSentinelsStopped_EachFailoverIsToldOnceToEachReceiver() => RunAsync("two-of-three", 6, stopped: 1);

    private async Task RunAsync(string cluster, int failovers, int stopped)
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        await using var receivers = await Receivers.StartAsync(cluster, rabbit, Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        await using var service = await RunningService.StartAsync(receivers.Configuration(deployment), deployment);
        await service.JudgeAsync(receivers, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            var witness = new SwitchWitness(deployment);
            foreach (var sentinel in deployment.Sentinels.TakeLast(stopped))
            {
                await RedisDeployment.StopSentinelAsync(sentinel);
            }

            var alive = deployment.Sentinels.Where(sentinel => sentinel.IsLive).ToList();
            await service.UntilFollowingAsync(alive.Count, Cancellation);
            var time = TimeProvider.System;
            var since = time.GetTimestamp();
            var planned = Enumerable.Range(0, failovers).Select(number => number % 2 == 0).ToList();
            foreach (var asked in planned)
            {
                await Failover.MakeAsync(deployment, asked, Cancellation);
            }

            Note($"{failovers} failovers in {time.GetElapsedTime(since).TotalSeconds:0.0} s");
            await receivers.WaitForAsync(EventKind.MasterSwitched, failovers, Patience, Cancellation);
            await receivers.WaitForAsync(EventKind.FailoverCompleted, failovers, Patience, Cancellation);
            // A sentinel that leads says its own +switch-master last.
            await deployment.WaitUntilReadyToFailOverAsync(Patience, cancellation: Cancellation);
            await service.StopAsync();

            var expected = witness.Switches(alive);
            Assert.Equal(failovers, expected.Count);
            Announced.Switches(receivers.OnBus, expected);
            Announced.Switches(receivers.ByHook, expected);
            Announced.SwitchesByMail(receivers.ByMail, expected);
            Announced.AlikeToAll(receivers);
            Announced.InOneTrace(receivers);
            Announced.Stories(receivers.OnBus, planned);
            Announced.ReplicasDownAndUpInTurn(receivers.OnBus);
            Announced.NothingUntrue(receivers.OnBus, witness, stopped > 0 ? [EventKind.SentinelDown] : []);
            Tell(receivers, alive, witness);
        });
    }

    private static void Tell(Receivers receivers, IReadOnlyList<SentinelNode> sentinels, SwitchWitness witness)
    {
        var first = sentinels
            .SelectMany(sentinel => SentinelLog.Switches(sentinel.LogFile))
            .GroupBy(step => step.NewPort)
            .ToDictionary(steps => steps.Key, steps => steps.Select(step => step.At).Order().ToList());
        var delays = receivers.Deliveries.Where(delivery => delivery.Kind == EventKind.MasterSwitched)
            .Select(delivery => (delivery.ReceivedAt - first[delivery.NewAddress!.Value.Port].Last(at => at <= delivery.ReceivedAt)).TotalMilliseconds)
            .Order().ToList();
        Note($"from a sentinel's log line to the consumer: median {delays[delays.Count / 2]:0} ms, longest {delays[^1]:0} ms");
        Note(string.Join(", ", receivers.OnBus.GroupBy(e => e.Kind).OrderBy(kind => kind.Key).Select(kind => $"{kind.Count()} {kind.Key}")));
        Note($"{receivers.OnBus.Count} on the bus, {receivers.ByHook.Count} by webhook, {receivers.ByMail.Count} by mail, {witness.Lines.Count} lines of the sentinels");
    }

    private static void Note(FormattableString text) => Note(text.ToString(CultureInfo.InvariantCulture));

    private static void Note(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
