using System.Text.Json;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Integration.Sentinels.Inspection;

public sealed class InspectionRightsTests(LockedDeployment fixture) : IClassFixture<LockedDeployment>
{
    private const string Secret = "obs3rver-Tr0ub4dor-and-3";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Inspect_UsersWithTheLeastRights_LackNothingAndTryNothingElse()
    {
        var deployment = await fixture.GetAsync(Cancellation);
        await AllowAsync(deployment, SentinelAcl.Line, InspectionAcl.Line);
        await ForEachAsync(deployment, "ACL", "LOG", "RESET");

        var seen = await Look.AtAsync(Observer(deployment));

        Assert.Equal((3, 2), (seen.Sentinels.Count, seen.Nodes.Count));
        Assert.All(seen.Sentinels, sentinel => Assert.True(sentinel is { IsRead: true, Missing: [], OpenToAnybody: false, Masters: [{ Replicas.Count: 1, Sentinels.Count: 2, QuorumCheck.Ok: true }] }, $"{sentinel}"));
        Assert.All(seen.Nodes, node => Assert.True(node is { IsRead: true, Missing: [], Role.Length: > 0, Clients: not null }, $"{node}"));
        Assert.All(seen.Nodes, node => Assert.Equal(("set", "set", 18), (node.Settings.Text("requirepass"), node.Settings.Text("masterauth"), node.Settings.Count)));
        foreach (var reply in await ForEachAsync(deployment, "ACL", "LOG"))
        {
            // Whoever tries whether a sentinel obeys anybody has no login, and is refused before rights are looked at.
            Assert.Empty(reply.Items);
        }

        AssertNoSecret(seen);
    }

    [Theory]
    [InlineData("+role", "ROLE")]
    [InlineData("+info", "INFO")]
    [InlineData("+config|get", "CONFIG GET")]
    [InlineData("+client|list", "CLIENT LIST")]
    public async Task Inspect_RightOnDataNodesMissing_IsNamedAndTheRestIsRead(string rule, string command)
    {
        var deployment = await fixture.GetAsync(Cancellation);
        await AllowAsync(deployment, SentinelAcl.Line, Without(InspectionAcl.Line, rule));
        var seen = await Look.AtAsync(Observer(deployment));
        Assert.All(seen.Nodes, node => Assert.True(node.IsRead, $"{node}"));
        Assert.All(seen.Nodes, node => Assert.Equal([new MissingPermission(command, rule, "obs")], node.Missing));
        Assert.All(seen.Nodes, node => Assert.Equal(
            (rule == "+role", rule == "+info", rule == "+config|get", rule == "+client|list"),
            (node.Role.Length == 0, node.Info.Count == 0, node.Settings.Count == 0, node.Clients is null)));
    }

    [Fact]
    public async Task Inspect_RightToNameItselfMissing_StillReadsAllAndDoesNotTakeItselfForAClient()
    {
        var deployment = await fixture.GetAsync(Cancellation);
        await AllowAsync(deployment, SentinelAcl.Line, Without(InspectionAcl.Line, "+client|setname"));
        var seen = await Look.AtAsync(Observer(deployment));
        Assert.All(seen.Nodes, node => Assert.True(node is { IsRead: true, Missing: [], Clients: [] }, $"{node}: {string.Join("; ", node.Clients ?? [])}"));
    }

    [Fact]
    public async Task Inspect_NoRightOnDataNodes_IsAProblemWithTheLineThatCuresIt()
    {
        var deployment = await fixture.GetAsync(Cancellation);
        await AllowAsync(deployment, SentinelAcl.Line, "resetchannels -@all +ping");
        var seen = await Look.AtAsync(Observer(deployment));
        Assert.All(seen.Nodes, node => Assert.Equal(InspectionProblemKind.NotPermitted, node.Problem?.Kind));
        Assert.All(seen.Nodes, node => Assert.Contains(InspectionAcl.Line, node.Problem!.Cure, StringComparison.Ordinal));
        Assert.All(seen.Nodes, node => Assert.Equal(["+role", "+info", "+client|list", "+config|get"], node.Missing.Select(missing => missing.AclRule)));
    }

    [Theory]
    [InlineData("+info", "INFO")]
    [InlineData("+sentinel|replicas", "SENTINEL REPLICAS")]
    [InlineData("+sentinel|sentinels", "SENTINEL SENTINELS")]
    [InlineData("+sentinel|ckquorum", "SENTINEL CKQUORUM")]
    [InlineData("+sentinel|get-master-addr-by-name", "SENTINEL GET-MASTER-ADDR-BY-NAME")]
    [InlineData("+sentinel|myid", "SENTINEL MYID")]
    public async Task Inspect_OptionalRightOnSentinelsMissing_IsNamedAndTheRestIsRead(string rule, string command)
    {
        var deployment = await fixture.GetAsync(Cancellation);
        await AllowAsync(deployment, Without(SentinelAcl.Line, rule), InspectionAcl.Line);
        var seen = await Look.AtAsync(Observer(deployment));
        Assert.Equal(3, seen.Sentinels.Count);
        foreach (var sentinel in seen.Sentinels)
        {
            Assert.True(sentinel.IsRead, $"{sentinel.Problem}");
            Assert.Equal([new MissingPermission(command, rule, "obs")], sentinel.Missing);
            var master = Assert.Single(sentinel.Masters);
            Assert.Contains(master.Address.Port, deployment.Nodes.Select(node => node.Port));
            Assert.Equal(
                (rule == "+info", rule.EndsWith("replicas", StringComparison.Ordinal), rule.EndsWith("|sentinels", StringComparison.Ordinal), rule.EndsWith("ckquorum", StringComparison.Ordinal), rule.EndsWith("myid", StringComparison.Ordinal)),
                (sentinel.Info.Count == 0, master.Replicas is null, master.Sentinels is null, master.QuorumCheck is null, sentinel.Id is null));
        }
    }

    [Fact]
    public async Task Inspect_RightToListMastersMissing_IsAProblem()
    {
        var deployment = await fixture.GetAsync(Cancellation);
        await AllowAsync(deployment, Without(Without(SentinelAcl.Line, "+sentinel|masters"), "+info"), InspectionAcl.Line);
        var seen = await Look.AtAsync(Observer(deployment));
        Assert.All(seen.Sentinels, sentinel => Assert.Equal(InspectionProblemKind.NotPermitted, sentinel.Problem?.Kind));
        Assert.All(seen.Sentinels, sentinel => Assert.Equal([new MissingPermission("INFO", "+info", "obs"), new MissingPermission("SENTINEL MASTERS", "+sentinel|masters", "obs")], sentinel.Missing));
    }

    [Fact]
    public async Task Inspect_WithoutOrWithWrongPasswords_SaysSoWithoutThem()
    {
        var deployment = await fixture.GetAsync(Cancellation);
        var none = Look.Cluster(deployment.SentinelAddresses);
        var sentinelsOnly = none with { Password = LockedDeployment.SentinelSecret };
        var wrong = none with { Password = "wrong-" + Secret };
        var wrongOnNodes = sentinelsOnly with { DataNodes = new DataNodesOptions { User = "obs", Password = "wrong-" + Secret } };

        var asStranger = await Look.AtAsync(none);
        var withoutNodes = await Look.AtAsync(sentinelsOnly);
        var refused = await Look.AtAsync(wrong);
        var refusedByNodes = await Look.AtAsync(wrongOnNodes);

        Assert.All(asStranger.Sentinels, sentinel => Assert.Equal((InspectionProblemKind.Refused, (bool?)null), (sentinel.Problem?.Kind, sentinel.OpenToAnybody)));
        Assert.Contains("asks for a password", asStranger.Sentinels[0].Problem!.Text, StringComparison.Ordinal);
        Assert.All(refused.Sentinels, sentinel => Assert.Equal((InspectionProblemKind.Refused, (bool?)false), (sentinel.Problem?.Kind, sentinel.OpenToAnybody)));
        Assert.All(withoutNodes.Sentinels, sentinel => Assert.Equal((true, (bool?)false), (sentinel.IsRead, sentinel.OpenToAnybody)));
        Assert.Equal(2, withoutNodes.Nodes.Count);
        Assert.All(withoutNodes.Nodes, node => Assert.Equal(InspectionProblemKind.Refused, node.Problem?.Kind));
        Assert.Contains("DataNodes:Password", withoutNodes.Nodes[0].Problem!.Cure, StringComparison.Ordinal);
        Assert.All(refusedByNodes.Nodes, node => Assert.Equal(InspectionProblemKind.Refused, node.Problem?.Kind));
        Array.ForEach([asStranger, withoutNodes, refused, refusedByNodes], AssertNoSecret);
    }

    [Fact]
    public async Task Inspect_PasswordConfiguredWhereNoneIsNeeded_IsOpenToAnybody()
    {
        await using var servers = await RealSentinels.StartAsync(Cancellation, sentinels: 1, extra: $"user obs on >{Secret} {SentinelAcl.Line}");
        var seen = await Look.AtAsync(Look.Cluster($"127.0.0.1:{servers.Sentinels[0]}") with { User = "obs", Password = Secret });
        Assert.True(Assert.Single(seen.Sentinels) is { IsRead: true, OpenToAnybody: true });
    }

    private static ClusterOptions Observer(RedisDeployment deployment) => Look.Cluster(deployment.SentinelAddresses) with
    {
        User = "obs",
        Password = Secret,
        DataNodes = new DataNodesOptions { User = "obs", Password = Secret },
    };

    private static async Task AllowAsync(RedisDeployment deployment, string onSentinels, string onNodes)
    {
        foreach (var sentinel in deployment.Sentinels)
        {
            Check(await sentinel.RunAsync(["ACL", "SETUSER", "obs", "reset", "on", $">{Secret}", .. onSentinels.Split(' ')], Cancellation));
        }

        foreach (var node in deployment.Nodes)
        {
            Check(await node.RunAsync(["ACL", "SETUSER", "obs", "reset", "on", $">{Secret}", .. onNodes.Split(' ')], Cancellation));
        }
    }

    private static async Task<List<RespReply>> ForEachAsync(RedisDeployment deployment, params IReadOnlyList<string> command)
    {
        var replies = new List<RespReply>();
        foreach (var sentinel in deployment.Sentinels)
        {
            replies.Add(Check(await sentinel.RunAsync(command, Cancellation)));
        }

        foreach (var node in deployment.Nodes)
        {
            replies.Add(Check(await node.RunAsync(command, Cancellation)));
        }

        return replies;
    }

    private static RespReply Check(RespReply reply)
    {
        Assert.False(reply is RespReply.Error, reply.ToString());
        return reply;
    }

    private static string Without(string line, string rule)
    {
        var rules = line.Split(' ');
        Assert.Contains(rule, rules);
        return string.Join(' ', rules.Where(one => one != rule));
    }

    private static void AssertNoSecret(ClusterInspection seen)
    {
        var text = JsonSerializer.Serialize(seen);
        Assert.All(new[] { Secret, LockedDeployment.DataSecret, LockedDeployment.SentinelSecret }, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }
}
