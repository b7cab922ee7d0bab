using SentinelEvents.Contracts;
using SentinelEvents.Integration.Lab;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

[Collection(SharedDeployment.Name)]
public sealed class BadSentinelTests(DeploymentFixture deployments, RabbitMqFixture rabbit)
{
    private const string Password = "the-right-word";
    private const string WrongPassword = "the-wrong-word";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_UnreachableAndGarbageAmongTheSentinels_IsSaidAndAFailoverStillArrives()
    {
        RequiresServer.OrSkip(ServerKind.Redis, ServerKind.RabbitMq, ServerKind.Smtp);
        await using var receivers = await Receivers.StartAsync("mixed-company", rabbit, Cancellation);
        var deployment = await deployments.GetAsync(Cancellation);
        await using var garbage = GarbageServer.Start();
        var nobody = FreePorts.Take();
        var configuration = receivers.Configuration(deployment);
        var sentinels = configuration["Clusters"]![0]!["Sentinels"]!.AsArray();
        sentinels.Insert(0, $"127.0.0.1:{garbage.Port}");
        sentinels.Insert(0, $"127.0.0.1:{nobody}");
        await using var service = await RunningService.StartAsync(configuration, deployment);
        await service.JudgeAsync(receivers, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            await service.Worker.WaitForLineAsync("names the unreachable one", line => Names(line, nobody) && line.Contains("no connection", StringComparison.Ordinal), Patience, Cancellation);
            await service.Worker.WaitForLineAsync("names the garbage", line => Names(line, garbage.Port) && line.Contains("check the port", StringComparison.Ordinal), Patience, Cancellation);
            var witness = new SwitchWitness(deployment);
            await Failover.MakeAsync(deployment, planned: false, Cancellation);
            await receivers.WaitForAsync(EventKind.FailoverCompleted, 1, Patience, Cancellation);

            var check = await service.Worker.RunAsync(Patience, "check");
            Assert.Equal(1, check.ExitCode);
            Assert.Contains(check.Lines, line => line.Contains($"sentinel 127.0.0.1:{nobody}", StringComparison.Ordinal) && line.Contains("!!", StringComparison.Ordinal));
            Assert.Contains(check.Lines, line => line.Contains($"sentinel 127.0.0.1:{garbage.Port}", StringComparison.Ordinal) && line.Contains("!!", StringComparison.Ordinal));
            Assert.All(deployment.Sentinels, sentinel => Assert.Contains(
                check.Lines, line => line.Contains($"sentinel 127.0.0.1:{sentinel.Port}", StringComparison.Ordinal) && line.Contains("ok", StringComparison.Ordinal)));
            await service.StopAsync();

            Announced.Switches(receivers.OnBus, witness.Switches());
            Announced.AlikeToAll(receivers);
            Announced.Stories(receivers.OnBus, [false]);
            Announced.NothingUntrue(receivers.OnBus, witness);
        });
    }

    [Fact]
    public async Task Run_WrongPassword_IsSaidOnceWithoutItAndCheckNamesIt()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        await using var guarded = await RedisDeployment.StartAsync(
            new RedisDeploymentOptions { ReplicasPerMaster = 0, Sentinels = 1, Quorum = 1, SentinelPassword = Password }, Patience, Cancellation);
        var configuration = ServiceConfiguration.Of("guarded", guarded.SentinelAddresses).WithCluster("Password", WrongPassword);
        await using var service = await RunningService.StartAsync(configuration, guarded);
        await service.JudgeAsync(null, async () =>
        {
            await service.Worker.WaitForLineAsync(
                "names the refusal and the cure",
                line => Names(line, guarded.Sentinels[0].Port) && line.Contains("user or password refused", StringComparison.Ordinal) && line.Contains("Cure: ", StringComparison.Ordinal),
                Patience,
                Cancellation);
            var check = await service.Worker.RunAsync(Patience, "check");
            Assert.Equal(1, check.ExitCode);
            Assert.Contains("user or password refused", check.Text, StringComparison.Ordinal);
            await service.Worker.WaitForLineAsync("is blind", line => line.Contains("SightLost guarded", StringComparison.Ordinal), Patience, Cancellation);
            Assert.StartsWith("Unhealthy", await service.HealthAsync(Cancellation), StringComparison.Ordinal);
            await service.StopAsync();

            Assert.Single(service.Worker.Process.Lines, line => line.Contains("user or password refused", StringComparison.Ordinal));
            Assert.DoesNotContain(WrongPassword, check.Text + string.Join('\n', service.Worker.Process.Lines), StringComparison.Ordinal);
        });
    }

    private static bool Names(string line, int port) => line.Contains($"sentinel 127.0.0.1:{port} ", StringComparison.Ordinal);
}
