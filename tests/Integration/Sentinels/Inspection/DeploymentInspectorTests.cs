using SentinelEvents.Integration.EndToEnd;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Integration.Sentinels.Inspection;

public sealed class DeploymentInspectorTests(OpenDeployment fixture) : IClassFixture<OpenDeployment>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Inspect_OneSentinelConfigured_ReadsTheWholeDeployment()
    {
        var deployment = await fixture.GetAsync(Cancellation);
        await UntilNoneIsInTiltAsync(deployment);
        var steps = new List<InspectionProgress>();
        var before = TimeProvider.System.GetUtcNow();
        var cluster = Look.Cluster(deployment.SentinelAddresses[0]) with { Masters = ["my*"], Racks = new Dictionary<string, string> { ["127.0.0.1"] = "rack-1" } };

        var seen = await Look.AtAsync(cluster, steps.Add);

        Assert.Equal(("local", true), (seen.Cluster, seen.NodesRead));
        Assert.InRange(seen.At, before, TimeProvider.System.GetUtcNow());
        Assert.Equal(["my*"], seen.Wanted);
        Assert.Equal("rack-1", seen.Racks["127.0.0.1"]);
        Assert.Equal(deployment.Sentinels.Select(sentinel => sentinel.Port).Order(), seen.Sentinels.Select(sentinel => sentinel.Address.Port).Order());
        Assert.Equal(deployment.Sentinels[0].Port, Assert.Single(seen.Sentinels, sentinel => sentinel.Configured).Address.Port);
        foreach (var sentinel in seen.Sentinels)
        {
            CheckSentinel(sentinel, deployment);
        }

        Assert.Equal(3, seen.Sentinels.Select(sentinel => sentinel.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(deployment.Nodes.Select(node => node.Port).Order(), seen.Nodes.Select(node => node.Address.Port).Order());
        var master = await deployment.CurrentMasterAsync(cancellation: Cancellation);
        foreach (var node in seen.Nodes)
        {
            CheckNode(node, node.Address.Port == master.Port ? "master" : "slave");
        }

        Assert.Equal((6, 6), (steps[^1].Done, steps[^1].Total));
        Assert.All(steps, step => Assert.True(step.Done <= step.Total, step.ToString()));
    }

    [Fact]
    public async Task Inspect_MasterThatIsNotFollowed_IsNamedOnly()
    {
        var deployment = await fixture.GetAsync(Cancellation);
        var seen = await Look.AtAsync(Look.Cluster(deployment.SentinelAddresses) with { Masters = ["other"] });
        Assert.All(seen.Sentinels, sentinel => Assert.Equal((true, 0), (sentinel.IsRead, sentinel.Masters.Count)));
        Assert.All(seen.Sentinels, sentinel => Assert.Equal(["mymaster"], sentinel.AllMasters));
        Assert.Empty(seen.Nodes);
    }

    [Fact]
    public async Task Inspect_DataNodesNotToBeRead_AsksNone()
    {
        var deployment = await fixture.GetAsync(Cancellation);
        var cluster = Look.Cluster(deployment.SentinelAddresses);
        var seen = await Look.AtAsync(cluster with { DataNodes = cluster.DataNodes with { Enabled = false } });
        Assert.Equal((3, 0, false), (seen.Sentinels.Count, seen.Nodes.Count, seen.NodesRead));
    }

    [Fact]
    public async Task Inspect_SentinelAndReplicaDown_AreProblemsAndTheRestIsRead()
    {
        var deployment = await fixture.GetAsync(Cancellation);
        var master = await deployment.CurrentMasterAsync(cancellation: Cancellation);
        var (deadSentinel, deadNode) = (deployment.Sentinels[1], deployment.Nodes.First(node => node != master));
        var id = (await deadSentinel.RunAsync(["SENTINEL", "MYID"], Cancellation)).Text;
        await RedisDeployment.StopSentinelAsync(deadSentinel);
        await RedisDeployment.StopNodeAsync(deadNode);

        var seen = await Look.AtAsync(Look.Cluster(deployment.SentinelAddresses[0]));

        var sentinel = Assert.Single(seen.Sentinels, sentinel => !sentinel.IsRead);
        Assert.Equal((deadSentinel.Port, id, InspectionProblemKind.Unreachable), (sentinel.Address.Port, sentinel.Id, sentinel.Problem!.Kind));
        Assert.Equal(3, seen.Sentinels.Count);
        var node = Assert.Single(seen.Nodes, node => !node.IsRead);
        Assert.Equal((deadNode.Port, InspectionProblemKind.Unreachable), (node.Address.Port, node.Problem!.Kind));
        Assert.Contains("data node", node.Problem.Cure, StringComparison.Ordinal);
        Assert.Equal(3, seen.Nodes.Count);
    }

    [Fact]
    public async Task Inspect_FrozenSentinelAndNode_EndsInTimeWithTheRest()
    {
        var deployment = await fixture.GetAsync(Cancellation);
        var master = await deployment.CurrentMasterAsync(cancellation: Cancellation);
        var replica = deployment.Nodes.First(node => node != master);
        var limit = TimeSpan.FromSeconds(6);
        var begun = TimeProvider.System.GetTimestamp();
        ClusterInspection seen;
        try
        {
            RedisDeployment.FreezeSentinel(deployment.Sentinels[2]);
            RedisDeployment.FreezeNode(replica);
            seen = await Look.AtAsync(Look.Cluster(deployment.SentinelAddresses), limit: limit);
        }
        finally
        {
            RedisDeployment.ContinueSentinel(deployment.Sentinels[2]);
            RedisDeployment.ContinueNode(replica);
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, limit + TimeSpan.FromSeconds(2));
        Assert.Equal((deployment.Sentinels[2].Port, InspectionProblemKind.Unreachable), Assert.Single(seen.Sentinels, s => !s.IsRead) is var dead ? (dead.Address.Port, dead.Problem!.Kind) : default);
        Assert.Equal(replica.Port, Assert.Single(seen.Nodes, node => !node.IsRead).Address.Port);
    }

    [Fact]
    public async Task Inspect_GarbageNothingAndDataNodeAmongTheConfigured_AreProblemsOfTheirOwn()
    {
        var deployment = await fixture.GetAsync(Cancellation);
        await using var garbage = GarbageServer.Start();
        var nothing = FreePorts.Take();
        var master = await deployment.CurrentMasterAsync(cancellation: Cancellation);

        var seen = await Look.AtAsync(Look.Cluster($"127.0.0.1:{garbage.Port}", $"127.0.0.1:{nothing}", $"127.0.0.1:{master.Port}", deployment.SentinelAddresses[0]), limit: TimeSpan.FromSeconds(10));

        Assert.Equal(6, seen.Sentinels.Count);
        Assert.Equal(3, seen.Sentinels.Count(sentinel => sentinel.IsRead));
        Assert.Contains(ProblemAt(garbage.Port), new[] { InspectionProblemKind.Other, InspectionProblemKind.Unreachable });
        Assert.Equal(InspectionProblemKind.Unreachable, ProblemAt(nothing));
        Assert.Equal(InspectionProblemKind.Other, ProblemAt(master.Port));

        InspectionProblemKind ProblemAt(int port) => seen.Sentinels.Single(sentinel => sentinel.Address.Port == port).Problem!.Kind;
    }

    [Fact]
    public async Task Inspect_SentinelUnderTwoNames_IsReadAsOne()
    {
        var deployment = await fixture.GetAsync(Cancellation);
        var first = deployment.Sentinels[0].Port;
        var seen = await Look.AtAsync(Look.Cluster($"localhost:{first}", $"127.0.0.1:{first}", $"127.0.0.1:{deployment.Sentinels[1].Port}"));
        Assert.Equal(3, seen.Sentinels.Count);
        Assert.Equal("localhost", seen.Sentinels.Single(sentinel => sentinel.Address.Port == first).Address.Host);
    }

    [Fact]
    public async Task Inspect_DeadSentinelConfiguredByName_IsNotAnotherOneByAddress()
    {
        var deployment = await fixture.GetAsync(Cancellation);
        var dead = deployment.Sentinels[0];
        var id = (await dead.RunAsync(["SENTINEL", "MYID"], Cancellation)).Text;
        await RedisDeployment.StopSentinelAsync(dead);
        var seen = await Look.AtAsync(Look.Cluster($"localhost:{dead.Port}", deployment.SentinelAddresses[1]));
        Assert.Equal(3, seen.Sentinels.Count);
        var unread = Assert.Single(seen.Sentinels, sentinel => !sentinel.IsRead);
        Assert.Equal(("localhost", true, id), (unread.Address.Host, unread.Configured, unread.Id));
    }

    [Fact]
    public async Task Inspect_ConnectedClients_AreThoseOfNeitherDeploymentNorService()
    {
        var deployment = await fixture.GetAsync(Cancellation);
        var master = await deployment.CurrentMasterAsync(cancellation: Cancellation);
        await using var client = await RespConnection.OpenAsync(master.Port, null, Cancellation);
        await AskAsync(client, "CLIENT", "SETNAME", "billing");
        await AskAsync(client, "SET", "key", "value");
        await using var subscriber = await RespConnection.OpenAsync(master.Port, null, Cancellation);
        await AskAsync(subscriber, "SUBSCRIBE", "news");

        var seen = await Look.AtAsync(Look.Cluster(deployment.SentinelAddresses));

        var clients = seen.Nodes.Single(node => node.Address.Port == master.Port).Clients!;
        Assert.Equal(2, clients.Count);
        var billing = clients.Single(one => one.Name == "billing");
        Assert.Equal(("127.0.0.1", "set", false), (billing.Address.Host, billing.Command, billing.Subscribed));
        Assert.InRange(billing.Idle, TimeSpan.Zero, billing.Connected);
        Assert.True(clients.Single(one => one.Name.Length == 0).Subscribed);
        Assert.All(seen.Nodes.Where(node => node.Address.Port != master.Port), node => Assert.Empty(node.Clients!));
    }

    [Fact]
    public async Task Inspect_DataNode_IsSentNothingButQuestions()
    {
        var deployment = await fixture.GetAsync(Cancellation);
        var master = await deployment.CurrentMasterAsync(cancellation: Cancellation);
        await using var monitor = await RespConnection.OpenAsync(master.Port, null, Cancellation);
        await AskAsync(monitor, "MONITOR");
        await master.RunAsync(["CONFIG", "RESETSTAT"], Cancellation);

        await Look.AtAsync(Look.Cluster(deployment.SentinelAddresses));

        // What only administrators may ask is counted, but not shown by MONITOR.
        var counted = (await master.RunAsync(["INFO", "commandstats"], Cancellation)).Text!.Split('\n')
            .Select(line => line.Split(':')[0]).Where(name => name.Contains("_config|", StringComparison.Ordinal) || name.Contains("_client|", StringComparison.Ordinal)).ToList();
        Assert.Contains("cmdstat_config|get", counted);
        Assert.All(counted, name => Assert.True(
            name is "cmdstat_config|get" or "cmdstat_config|resetstat" or "cmdstat_client|list" or "cmdstat_client|id" or "cmdstat_client|setname", name));

        await master.RunAsync(["ECHO", "that was all"], Cancellation);
        var lines = new List<string>();
        while (lines is [] || !lines[^1].Contains("\"that was all\"", StringComparison.Ordinal))
        {
            lines.Add((await monitor.ReadAsync(Cancellation).WaitAsync(Look.Limit, TimeProvider.System, Cancellation)).Text!);
        }

        // 1700000000.000000 [0 127.0.0.1:40000] "PING"
        var ours = lines.Select(line => (Address: line.Split(' ')[2], Command: line[(line.IndexOf(']', StringComparison.Ordinal) + 2)..].Replace("\"", "", StringComparison.Ordinal).ToUpperInvariant()))
            .GroupBy(line => line.Address)
            .Single(sent => sent.Any(line => line.Command == "CLIENT SETNAME SENTINEL-EVENTS"))
            .Select(line => line.Command).ToList();
        Assert.Contains("ROLE", ours);
        Assert.All(ours, command => Assert.True(
            command is "PING" or "ROLE" or "INFO" or "INFO REPLICATION" or "INFO SERVER" or "CLIENT ID" or "CLIENT SETNAME SENTINEL-EVENTS", command));
    }

    [Fact]
    public async Task Inspect_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new DeploymentInspector(TimeProvider.System).InspectAsync(
            Look.Cluster($"127.0.0.1:{FreePorts.Take()}"), Look.Limit, null, cancelled.Token));
    }

    /// <summary>A machine that stood still for two seconds puts its sentinels into TILT for thirty.</summary>
    private static async Task UntilNoneIsInTiltAsync(RedisDeployment deployment)
    {
        foreach (var sentinel in deployment.Sentinels)
        {
            await Eventually.BecomesAsync(
                $"sentinel {sentinel.Port} is not in TILT",
                async token => (await sentinel.RunAsync(["INFO", "sentinel"], token)).Text is var info && info!.Contains("sentinel_tilt:0", StringComparison.Ordinal) ? null : info,
                TimeSpan.FromMinutes(1),
                cancellation: Cancellation);
        }
    }

    private static void CheckSentinel(SentinelInspection sentinel, RedisDeployment deployment)
    {
        Assert.Null(sentinel.Problem);
        Assert.Equal(40, sentinel.Id!.Length);
        Assert.NotEmpty(sentinel.Version);
        Assert.Equal(40, sentinel.Info.Text("run_id").Length);
        Assert.Equal((false, true), (sentinel.InTilt, sentinel.OpenToAnybody));
        Assert.Empty(sentinel.Missing);
        Assert.Equal(["mymaster"], sentinel.AllMasters);
        var master = Assert.Single(sentinel.Masters);
        Assert.Contains(master.Address.Port, deployment.Nodes.Select(node => node.Port));
        Assert.Equal((2, 3, TimeSpan.FromSeconds(5)), (master.Quorum, master.KnownSentinels, master.DownAfter));
        Assert.Equal(2, master.Replicas!.Count);
        Assert.All(master.Replicas, replica => Assert.Equal("slave", replica.Text("role-reported")));
        Assert.Equal(2, master.Sentinels!.Count);
        Assert.All(master.Sentinels, other => Assert.Equal(40, other.RunId.Length));
        Assert.Equal((true, 3), (master.QuorumCheck!.Ok, master.QuorumCheck.Usable));
    }

    private static void CheckNode(NodeInspection node, string role)
    {
        Assert.Null(node.Problem);
        Assert.Equal(["mymaster"], node.Masters);
        Assert.Equal((role, role), (node.Role, node.Info.Text("role")));
        Assert.True(node.Info.Has("redis_version") && node.Info.Has("connected_clients") && node.Info.Has("used_memory") && node.Info.Has("rdb_last_bgsave_status"));
        Assert.Equal(18, node.Settings.Count);
        Assert.Equal(10_000, node.Settings.Number("maxclients"));
        Assert.Equal(("", "no"), (node.Settings.Text("requirepass"), node.Settings.Text("protected-mode")));
        Assert.NotNull(node.Clients);
        Assert.Empty(node.Missing);
    }

    private static async Task AskAsync(RespConnection connection, params IReadOnlyList<string> command)
    {
        await connection.SendAsync(command, Cancellation);
        var reply = await connection.ReadAsync(Cancellation);
        Assert.False(reply is RespReply.Error, reply.ToString());
    }
}
