using System.Text.Json.Nodes;
using SentinelEvents.Contracts;
using SentinelEvents.Integration.EndToEnd;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Integration.Trust;

/// <summary>A deployment as a careful operator runs it: TLS everywhere, certificates on both sides, and a user for this service that may do what is documented and no more.</summary>
public sealed class FailoverOverTlsTests : IAsyncDisposable
{
    private const string Secret = "obs3rver-Tr0ub4dor-and-3";

    /// <summary>The certificates bear no address: who is found by its address is judged by the name that is configured.</summary>
    private const string Name = "redis.example.org";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly LabDirectory directory = LabDirectory.Create("failover-tls");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => directory.DisposeAsync();

    [Fact]
    public async Task Run_TlsAndTheLeastRights_OneFailoverIsToldOnceAndNothingIsDenied()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        using var authority = new LabAuthority(directory.Path, "ca");
        var client = authority.Issue("client", new LabCertificateOptions());
        await using var deployment = await RedisDeployment.StartAsync(
            new RedisDeploymentOptions
            {
                ReplicasPerMaster = 1,
                DownAfter = TimeSpan.FromSeconds(2),
                FailoverTimeout = TimeSpan.FromSeconds(5),
                Pace = SentinelPace.Quick,
                DataPassword = "d4ta-" + Secret,
                SentinelPassword = "s3ntinel-" + Secret,
                Tls = new RedisTls(authority.Issue("server", new LabCertificateOptions { Names = [Name] }), AsksForCertificate: true) { Client = client },
            },
            Patience,
            Cancellation);
        await ForEachAsync(deployment, sentinel => Allow(SentinelAcl.Line), node => Allow(InspectionAcl.Line));
        await ForEachAsync(deployment, _ => ["ACL", "LOG", "RESET"], _ => ["ACL", "LOG", "RESET"]);

        var tls = new JsonObject
        {
            ["Enabled"] = true,
            ["CaFile"] = authority.CertificateFile,
            ["CertificateFile"] = client.CertificateFile,
            ["KeyFile"] = client.KeyFile,
            ["ServerName"] = Name,
        };
        await using var sink = await WebhookSink.StartAsync(Cancellation);
        var configuration = ServiceConfiguration.Of("local", deployment.SentinelAddresses.Take(1))
            .WithCluster("User", "sentinel-events")
            .WithCluster("Password", Secret)
            .WithCluster("Tls", tls)
            .WithCluster("DataNodes", new JsonObject { ["User"] = "sentinel-events", ["Password"] = Secret, ["Tls"] = tls.DeepClone() })
            .WithWebhook("hook", sink);
        await using var service = await RunningService.StartAsync(configuration, deployment);
        await service.JudgeAsync(null, async () =>
        {
            await service.UntilFollowingAsync(3, Cancellation);
            var old = await Failover.BeginAsync(deployment, planned: true, Cancellation);
            await Failover.EndAsync(deployment, old, Cancellation);
            await sink.WaitForRequestsAsync(1, Patience, request => Receivers.EventOf(request).Kind == EventKind.FailoverCompleted, Cancellation);
            var switched = Assert.IsType<MasterSwitched>(Assert.Single(sink.Requests.Select(Receivers.EventOf), e => e.Kind == EventKind.MasterSwitched));
            Assert.Equal(old.Port, switched.OldAddress.Port);

            var report = await service.Worker.RunAsync(Patience, "report", "--format", "json");
            Assert.DoesNotContain("not permitted", report.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("SE067", report.Text, StringComparison.Ordinal);
            var check = await service.Worker.RunAsync(Patience, "check", "--format", "json");
            Assert.DoesNotContain(JsonNode.Parse(check.Text)!["parts"]!.AsArray(), part => !(bool)part!["good"]!);
            Assert.DoesNotContain("not permitted", check.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Secret, report.Text + check.Text, StringComparison.Ordinal);
            var acl = await service.Worker.RunAsync(Patience, "check", "--acl");
            Assert.Equal(
                ["On each sentinel of local:", SentinelAcl.UserLine("sentinel-events"), "On each data node of local:", SentinelAcl.UserLine("sentinel-events", InspectionAcl.Line)],
                acl.Lines);
            await service.StopAsync();
            foreach (var log in await ForEachAsync(deployment, _ => ["ACL", "LOG"], _ => ["ACL", "LOG"]))
            {
                Assert.Empty(log.Items);
            }
        });
    }

    private static string[] Allow(string line) => ["ACL", "SETUSER", "sentinel-events", "reset", "on", $">{Secret}", .. line.Split(' ')];

    private static async Task<IReadOnlyList<RespReply>> ForEachAsync(
        RedisDeployment deployment, Func<SentinelNode, IReadOnlyList<string>> toSentinels, Func<RedisNode, IReadOnlyList<string>> toNodes)
    {
        List<RespReply> replies =
        [
            .. await Task.WhenAll(deployment.Sentinels.Select(sentinel => sentinel.RunAsync(toSentinels(sentinel), Cancellation))),
            .. await Task.WhenAll(deployment.Nodes.Select(node => node.RunAsync(toNodes(node), Cancellation))),
        ];
        Assert.All(replies, reply => Assert.False(reply is RespReply.Error, reply.ToString()));
        return replies;
    }
}
