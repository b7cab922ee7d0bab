using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.EndToEnd;

public sealed class ClustersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_SeveralClustersAndMasters_EachSwitchIsToldOfItsOwn()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        const string password = "only-for-sentinels";
        var east = new RedisDeploymentOptions { Masters = 2, ReplicasPerMaster = 1, DownAfter = TimeSpan.FromSeconds(2), FailoverTimeout = TimeSpan.FromSeconds(5), SentinelPassword = password };
        await using var eastern = await RedisDeployment.StartAsync(east, Patience, Cancellation);
        await using var western = await RedisDeployment.StartAsync(east with { Masters = 1, SentinelPassword = null }, Patience, Cancellation);
        await using var sink = await WebhookSink.StartAsync(Cancellation);
        var configuration = ServiceConfiguration.Of("east", eastern.SentinelAddresses).WithCluster("Password", password).WithWebhook("hook", sink);
        configuration["Clusters"]!.AsArray().Add(ServiceConfiguration.Of("west", western.SentinelAddresses)["Clusters"]![0]!.DeepClone());
        await using var service = await RunningService.StartAsync(configuration, eastern);
        await service.JudgeAsync(null, async () =>
        {
            await service.UntilFollowingAsync(6, Cancellation);
            var expected = new List<string>();
            foreach (var (cluster, deployment, master) in eastern.MasterNames.Select(name => ("east", eastern, name)).Append(("west", western, western.AnyMaster)))
            {
                await deployment.WaitUntilReadyToFailOverAsync(Patience, master, Cancellation);
                await deployment.FailoverAsync(master, cancellation: Cancellation);
                expected.Add($"{cluster}/{master}");
                await sink.WaitForRequestsAsync(expected.Count, Patience, request => Receivers.EventOf(request).Kind == EventKind.FailoverCompleted, Cancellation);
            }

            var switches = sink.Requests.Select(Receivers.EventOf).OfType<MasterSwitched>().ToList();
            Assert.Equal(expected, switches.Select(e => $"{e.Cluster}/{e.Master}"));
            Assert.All(switches, e => Assert.True(e.Planned, SentinelEventJson.Serialize(e)));
            Assert.DoesNotContain(service.Worker.Process.Lines, line => line.Contains(password, StringComparison.Ordinal));
            await service.StopAsync();
        });
    }
}
