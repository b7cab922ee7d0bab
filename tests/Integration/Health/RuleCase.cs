using System.Globalization;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Integration.Health;

/// <summary>What is done to a deployment, and what the lint rules are to find then: that and nothing else.</summary>
/// <param name="Name">In words.</param>
/// <param name="Lane">On which deployment.</param>
/// <param name="Expected">The rules, in order, each as often as it is to have a finding.</param>
/// <param name="Says">What evidence or cure of each finding say among other things.</param>
/// <param name="BreakAsync">What is done.</param>
/// <param name="UndoAsync">What makes the deployment what it was, after the cure if that is tried; null: nothing.</param>
internal sealed record RuleCase(
    string Name, RuleLane Lane, IReadOnlyList<string> Expected, string Says, Func<RuleStage, Task> BreakAsync, Func<RuleStage, Task>? UndoAsync = null)
{
    private const string Data = "125829120";
    private const int ManyMasters = 300;
    private static readonly TimeSpan ClockBehind = TimeSpan.FromMinutes(60);

    /// <summary>The commands of the cures are run before anything is undone, and no finding may be left then.</summary>
    public bool CureHelps { get; init; }

    /// <summary>It comes and goes; to be seen once is enough.</summary>
    public bool IsFleeting { get; init; }

    /// <summary>What a person who carries out the cure knows, where it is not the password of the data nodes.</summary>
    public string? Password { get; init; }

    /// <summary>The rules that cannot be tried here, and why.</summary>
    public static IReadOnlyDictionary<string, string> Excused { get; } = new Dictionary<string, string>
    {
        ["SE006"] = "says nothing of loopback, and no server without a password is opened to a network for a test",
        ["SE007"] = "says nothing of loopback, and no server without a password is opened to a network for a test",
        ["SE014"] = "asks for ten minutes in which nobody hears of a sentinel",
        ["SE021"] = "takes a server of before 6.2, and one version is installed",
        ["SE022"] = "takes sentinels of two versions, and one is installed",
        ["SE068"] = "takes data nodes of two versions, and one is installed",
    };

    /// <summary>Those of a lane follow each other in this order.</summary>
    public static IReadOnlyList<RuleCase> All { get; } =
    [
        new("a quorum that three sentinels do not have", RuleLane.Settings, ["SE004"], "quorum 5", stage => stage.SetAsync("quorum", "5")) { CureHelps = true },
        new("such a quorum at one of three", RuleLane.Settings, ["SE004"], "quorum 4", stage => SetAtFirstAsync(stage, "quorum", "4")) { CureHelps = true },
        new("quorum 1", RuleLane.Settings, ["SE005"], "quorum 1 of 3", stage => stage.SetAsync("quorum", "1")) { CureHelps = true },
        new("another quorum at one of three", RuleLane.Settings, ["SE008"], "quorum is 2 at", stage => SetAtFirstAsync(stage, "quorum", "3")) { CureHelps = true },
        new("another down-after-milliseconds at one of three", RuleLane.Settings, ["SE009"], "3000 at", stage => SetAtFirstAsync(stage, "down-after-milliseconds", "3000")) { CureHelps = true },
        new("another failover-timeout at one of three", RuleLane.Settings, ["SE010"], "70000 at", stage => SetAtFirstAsync(stage, "failover-timeout", "70000")) { CureHelps = true },
        new("another parallel-syncs at one of three", RuleLane.Settings, ["SE011"], "2 at", stage => SetAtFirstAsync(stage, "parallel-syncs", "2")) { CureHelps = true },
        new("scripts at every sentinel", RuleLane.Settings, ["SE023"], "/bin/true", stage => stage.SetAsync("notification-script", "/bin/true")) { CureHelps = true },
        new("a name in the configuration that nobody monitors", RuleLane.Settings, ["SE028"], "no sentinel monitors \"orders\"", Configure(usual => usual with { Masters = [RuleStage.MasterName, "orders"] }), ConfigureAsUsualAsync),
        new(
            "one master under two names",
            RuleLane.Settings,
            ["SE032"],
            "is the master of mymaster, orders",
            stage => Task.WhenAll(stage.Sentinels.Select(sentinel => stage.MonitorAsync(sentinel, "orders", "127.0.0.1", stage.Master.Port)))) { CureHelps = true },
        new("no replica may be promoted", RuleLane.Settings, ["SE041"], "priority 0", stage => PrioritiseAsync(stage, stage.Replicas, "0")) { CureHelps = true },
        new("one replica may not be promoted", RuleLane.Settings, ["SE061"], "priority 0", stage => PrioritiseAsync(stage, stage.Replicas.Take(1), "0")) { CureHelps = true },
        new(
            "one sentinel speaks of the master by name",
            RuleLane.Settings,
            ["SE053"],
            "by name: localhost",
            stage => NameAsync(stage, "yes", "localhost"),
            stage => NameAsync(stage, "no", "127.0.0.1")),
        new("a very small down-after-milliseconds", RuleLane.Settings, ["SE054"], "900 ms", stage => stage.SetAsync("down-after-milliseconds", "900"), AsUsualAsync) { CureHelps = true },
        new(
            "a very large down-after-milliseconds",
            RuleLane.Settings,
            ["SE055"],
            "for 2 min",
            stage => stage.SetAsync("down-after-milliseconds", "120000", "failover-timeout", "240000"),
            AsUsualAsync) { CureHelps = true },
        new("a short failover-timeout", RuleLane.Settings, ["SE056"], "failover-timeout 3 s", stage => stage.SetAsync("failover-timeout", "3000"), AsUsualAsync) { CureHelps = true },
        new("writes without replicas", RuleLane.Settings, ["SE057"], "without any replica", stage => stage.ConfigureAsync(stage.Master, "min-replicas-to-write", "0")) { CureHelps = true },
        new("writes that need more replicas than there are", RuleLane.Settings, ["SE058"], "asks for 3 replicas", stage => stage.ConfigureAsync(stage.Master, "min-replicas-to-write", "3")) { CureHelps = true },
        new("few clients allowed", RuleLane.Settings, ["SE059"], "takes 900 clients at most", stage => stage.ConfigureAsync(stage.Replicas[0], "maxclients", "900"), stage => stage.ConfigureAsync(stage.Replicas[0], "maxclients", "4000")),
        new(
            "a small backlog for the data",
            RuleLane.Settings,
            ["SE060", "SE060", "SE060"],
            "a backlog of 1 MB",
            stage => stage.OnAsync(stage.Master, "SETRANGE", "filler", Data, "x"),
            async stage =>
            {
                await stage.OnAsync(stage.Master, "DEL", "filler");
                await stage.OnNodesAsync("CONFIG", "SET", "repl-backlog-size", "1048576");
            }) { CureHelps = true },
        new("a replica that takes writes", RuleLane.Settings, ["SE062"], "replica-read-only no", stage => stage.ConfigureAsync(stage.Replicas[0], "replica-read-only", "no")) { CureHelps = true },
        new(
            "nothing is kept on disk",
            RuleLane.Settings,
            ["SE069"],
            "neither save nor appendonly",
            stage => stage.ConfigureAsync(stage.Master, "save", ""),
            async stage =>
            {
                await stage.ConfigureAsync(stage.Master, "save", "3600 1");
                await stage.ConfigureAsync(stage.Master, "appendonly", "no");
            }) { CureHelps = true },

        new(
            "a master that one sentinel places elsewhere",
            RuleLane.Sentinels,
            ["SE012"],
            "at epoch 0",
            stage => stage.MoveAsync(stage.Sentinels[0], "127.0.0.1", stage.Replicas[0].Port)) { CureHelps = true },
        new("one dead sentinel of three", RuleLane.Sentinels, ["SE030"], "the others say it is down too", stage => RuleStage.StopAsync(stage.Sentinels[2]), stage => stage.StartAsync(stage.Sentinels[2])),
        new(
            "one dead sentinel where the quorum is all three",
            RuleLane.Sentinels,
            ["SE003"],
            "2 of 3 sentinels are up there",
            async stage =>
            {
                await stage.SetAsync("quorum", "3");
                await RuleStage.StopAsync(stage.Sentinels[2]);
            },
            async stage =>
            {
                await stage.StartAsync(stage.Sentinels[2]);
                await stage.SetAsync("quorum", "2");
            }),
        new(
            "two dead sentinels where one may call the master down",
            RuleLane.Sentinels,
            ["SE005", "SE019"],
            "",
            async stage =>
            {
                await stage.SetAsync("quorum", "1");
                await RuleStage.StopAsync(stage.Sentinels[1], stage.Sentinels[2]);
            },
            async stage =>
            {
                await stage.StartAsync(stage.Sentinels[1], stage.Sentinels[2]);
                await stage.SetAsync("quorum", "2");
            }),
        new(
            "a third sentinel taken away and forgotten",
            RuleLane.Sentinels,
            ["SE001"],
            "2 sentinels known",
            async stage =>
            {
                stage.Cluster = stage.Usual with { Sentinels = [.. stage.Usual.Sentinels.Take(2)] };
                await RuleStage.StopAsync(stage.Sentinels[2]);
                await Task.WhenAll(stage.Sentinels.Take(2).Select(sentinel => stage.OnAsync(sentinel, "SENTINEL", "RESET", RuleStage.MasterName)));
            },
            async stage =>
            {
                await stage.StartAsync(stage.Sentinels[2]);
                stage.Cluster = stage.Usual;
            }),
        new("REMOVE at one of three", RuleLane.Sentinels, ["SE016"], "not monitored by", stage => stage.OnAsync(stage.Sentinels[1], "SENTINEL", "REMOVE", RuleStage.MasterName)) { CureHelps = true },
        new(
            "a sentinel that announces a port where others do not reach it",
            RuleLane.Sentinels,
            ["SE017"],
            "say it is down",
            stage => AnnounceAsync(stage, FreePorts.Take()),
            stage => AnnounceAsync(stage, 0)),
        new("a password at one sentinel that the others do not know", RuleLane.Sentinels, ["SE018"], "with nothing that counts", LockFirstAsync, UnlockFirstAsync) { CureHelps = true, Password = "first-word" },
        new(
            "a sentinel whose timer stalls",
            RuleLane.Sentinels,
            ["SE020"],
            "2 of 3 sentinels that were read are not",
            stage => stage.OnAsync(stage.Sentinels[0], "SENTINEL", "DEBUG", "TILT-TRIGGER", "20"),
            async stage =>
            {
                await stage.OnAsync(stage.Sentinels[0], "SENTINEL", "DEBUG", "TILT-TRIGGER", "2000", "TILT-PERIOD", "100");
                await Eventually.BecomesAsync(
                    "the end of TILT",
                    async token => (await stage.Sentinels[0].RunAsync(["INFO", "sentinel"], token)).Text!.Contains("sentinel_tilt:0", StringComparison.Ordinal) ? null : "TILT",
                    LintRulesTests.Patience,
                    cancellation: stage.Cancellation);
                await stage.OnAsync(stage.Sentinels[0], "SENTINEL", "DEBUG", "TILT-PERIOD", "30000");
            }),
        new("this service may not ask one sentinel everything", RuleLane.Sentinels, ["SE029"], "watcher may not run SENTINEL CKQUORUM", stage => stage.OnAsync(stage.Sentinels[1], "ACL", "SETUSER", "watcher", "-sentinel|ckquorum")) { CureHelps = true },
        new(
            "a script that always fails",
            RuleLane.Sentinels,
            ["SE024"],
            "1 script in the queue",
            async stage =>
            {
                // Of a master that is not followed: that there is a script at all is another case.
                stage.Cluster = stage.Usual with { Masters = [RuleStage.MasterName] };
                await stage.MonitorAsync(stage.Sentinels[2], "aside", "127.0.0.1", stage.Master.Port, "notification-script", "/bin/false");
            },
            async stage =>
            {
                await stage.OnAsync(stage.Sentinels[2], "SENTINEL", "REMOVE", "aside");
                stage.Cluster = stage.Usual;
                await RuleStage.StopAsync(stage.Sentinels[2]);
                await stage.StartAsync(stage.Sentinels[2]);
            }),
        new(
            "a fourth sentinel",
            RuleLane.Sentinels,
            ["SE002"],
            "4 sentinels known",
            async stage =>
            {
                await stage.SetAsync("quorum", "3");
                await stage.StartAsync(stage.Spare);
                await stage.MonitorAsync(stage.Spare, RuleStage.MasterName, "127.0.0.1", stage.Master.Port, "quorum", "3");
            },
            async stage =>
            {
                await stage.OnAsync(stage.Spare, "SENTINEL", "REMOVE", RuleStage.MasterName);
                await RuleStage.StopAsync(stage.Spare);
                await stage.ForgetAsync();
                await stage.SetAsync("quorum", "2");
            }),
        new(
            "a sentinel that was set up from a copy of another one's configuration",
            RuleLane.Sentinels,
            ["SE015"],
            "are several processes with one id",
            async stage =>
            {
                var id = (await stage.Sentinels[0].RunAsync(["SENTINEL", "MYID"], stage.Cancellation)).Text;
                stage.Spare.Reconfigure(lines => [.. lines.Where(line => !IsId(line)), $"sentinel myid {id}"]);
                stage.Cluster = stage.Usual with { Sentinels = [.. stage.Usual.Sentinels, $"127.0.0.1:{RuleStage.Text(stage.Spare.Port)}"] };
                await stage.StartAsync(stage.Spare);
                await stage.MonitorAsync(stage.Spare, RuleStage.MasterName, "127.0.0.1", stage.Master.Port);
            },
            async stage =>
            {
                await stage.OnAsync(stage.Spare, "SENTINEL", "REMOVE", RuleStage.MasterName);
                await RuleStage.StopAsync(stage.Spare);
                stage.Cluster = stage.Usual;
                await stage.ForgetAsync();
            }),
        new(
            "very many masters",
            RuleLane.Sentinels,
            ["SE031"],
            "monitors 301 masters",
            async stage =>
            {
                var nobody = FreePorts.Take();
                stage.Cluster = stage.Usual with { Masters = [RuleStage.MasterName] };
                await RuleStage.StopAsync(stage.Sentinels[2]);
                stage.Sentinels[2].Reconfigure(lines =>
                    [.. lines, .. Enumerable.Range(1, ManyMasters).Select(number => string.Create(CultureInfo.InvariantCulture, $"sentinel monitor aside-{number} 127.0.0.1 {nobody} 3"))]);
                await stage.StartAsync(stage.Sentinels[2]);
            },
            async stage =>
            {
                await RuleStage.StopAsync(stage.Sentinels[2]);
                stage.Sentinels[2].Reconfigure(lines => lines.Where(line => !line.Contains(" aside-", StringComparison.Ordinal)));
                await stage.StartAsync(stage.Sentinels[2]);
                stage.Cluster = stage.Usual;
            }),

        new("one dead replica of two", RuleLane.Nodes, ["SE042"], "is down in the eyes of all", stage => RedisDeployment.StopNodeAsync(stage.Replicas[1]), RestartReplicasAsync),
        new("every replica dead", RuleLane.Nodes, ["SE041"], ": down, ", stage => Task.WhenAll(stage.Replicas.Select(RedisDeployment.StopNodeAsync)), RestartReplicasAsync),
        new(
            "masters without replicas",
            RuleLane.Nodes,
            ["SE040"],
            "no replica of",
            async stage =>
            {
                await Task.WhenAll(stage.Replicas.Select(replica => stage.OnAsync(replica, "REPLICAOF", "NO", "ONE")));
                await stage.ForgetAsync();
            },
            stage => Task.WhenAll(stage.Replicas.Select(replica => FollowAsync(stage, replica, stage.Master)))),
        new(
            "more is written than replicas confirm",
            RuleLane.Nodes,
            ["SE043", "SE043"],
            " behind ",
            stage =>
            {
                stage.Write();
                return Task.CompletedTask;
            },
            async stage =>
            {
                await stage.LeaveAsync();
                await stage.OnAsync(stage.Master, "DEL", "filler");
            }) { IsFleeting = true },
        new("a replica of a replica", RuleLane.Nodes, ["SE045"], "follows 127.0.0.1:", stage => FollowAsync(stage, stage.Replicas[1], stage.Replicas[0])) { CureHelps = true },
        new(
            "a copy of the data by a tool that is no replica",
            RuleLane.Nodes,
            ["SE046"],
            "127.0.0.1:0 is listed at port 0",
            async stage =>
            {
                await stage.VisitAsync("127.0.0.1", stage.Master.Port, "SYNC");
                await Task.WhenAll(stage.Sentinels.Select(sentinel => Eventually.BecomesAsync(
                    "a replica at port 0",
                    async token => (await sentinel.RunAsync(["SENTINEL", "REPLICAS", RuleStage.MasterName], token)).Text!.Contains(" 127.0.0.1:0 ", StringComparison.Ordinal) ? null : "none",
                    LintRulesTests.Patience,
                    cancellation: stage.Cancellation)));
                await stage.LeaveAsync();
            }) { CureHelps = true },
        new(
            "a replica that announces another address than it did",
            RuleLane.Nodes,
            ["SE047"],
            "are one process",
            async stage =>
            {
                await stage.ConfigureAsync(stage.Replicas[0], "bind", "127.0.0.1 127.0.0.2");
                await AnnounceAsync(stage, "127.0.0.2");
            },
            async stage =>
            {
                await AnnounceAsync(stage, "");
                await stage.ConfigureAsync(stage.Replicas[0], "bind", "127.0.0.1 -::1");
                await stage.ForgetAsync();
            }) { CureHelps = true },
        new(
            "a second master",
            RuleLane.Nodes,
            ["SE048"],
            "is a master by its own word",
            async stage =>
            {
                // Else the sentinels would make it a replica again while this service looks.
                await stage.OnSentinelsAsync("SENTINEL", "DEBUG", "PUBLISH-PERIOD", "10000");
                await stage.OnAsync(stage.Replicas[1], "REPLICAOF", "NO", "ONE");
            },
            stage => stage.OnSentinelsAsync("SENTINEL", "DEBUG", "PUBLISH-PERIOD", "500")) { CureHelps = true },
        new(
            "a replica that lets nobody in but those who are",
            RuleLane.Nodes,
            ["SE052"],
            "say it is up",
            stage => stage.ConfigureAsync(stage.Replicas[0], "bind", "127.0.0.2"),
            async stage => Assert.Equal("+OK\r\n", await stage.VisitAsync("127.0.0.2", stage.Replicas[0].Port, "CONFIG SET bind \"127.0.0.1 -::1\""))),
        new("a replica without a configuration file", RuleLane.Nodes, ["SE063"], "without a configuration file", stage => stage.AddReplicaAsync(), DismissReplicaAsync),
        new(
            "this service's clock is behind",
            RuleLane.Nodes,
            ["SE026"],
            "the clocks of all 6 instances are 60 min ahead of",
            stage =>
            {
                stage.Time = new ShiftedTime(-ClockBehind);
                return Task.CompletedTask;
            },
            stage =>
            {
                stage.Time = TimeProvider.System;
                return Task.CompletedTask;
            }),
        new(
            "a client that writes to a replica",
            RuleLane.Nodes,
            ["SE064"],
            "last set",
            async stage => Assert.StartsWith("-READONLY", await stage.VisitAsync("127.0.0.1", stage.Replicas[0].Port, "SET key value"), StringComparison.Ordinal)) { CureHelps = true },

        new("a replica that does not know the password of the others", RuleLane.Passwords, ["SE050"], "has no masterauth", stage => stage.ConfigureAsync(stage.Replicas[0], "masterauth", "")) { CureHelps = true },
        new(
            "a replica that lost its link for want of the password",
            RuleLane.Passwords,
            ["SE044"],
            "has no masterauth",
            async stage =>
            {
                await stage.ConfigureAsync(stage.Replicas[0], "masterauth", "");
                await stage.UnlinkReplicasAsync();
            }) { CureHelps = true },
        new(
            "a sentinel with another password for the data nodes",
            RuleLane.Passwords,
            ["SE049"],
            "auth-pass",
            async stage =>
            {
                await SetAtFirstAsync(stage, "auth-pass", "another-word");

                // What is connected already is not asked again.
                await stage.OnNodesAsync("CLIENT", "KILL", "TYPE", "normal");
                await stage.OnNodesAsync("CLIENT", "KILL", "TYPE", "pubsub");
            }) { CureHelps = true },
        new(
            "this service may not ask one data node everything",
            RuleLane.Passwords,
            ["SE066"],
            "reader may not run CLIENT LIST",
            async stage =>
            {
                await stage.OnNodesAsync("ACL", "SETUSER", "reader", "on", ">reader-word", "resetchannels", "-@all", "+ping", "+role", "+info", "+config|get", "+client|list", "+client|setname", "+client|id");
                await stage.OnAsync(stage.Replicas[0], "ACL", "SETUSER", "reader", "-client|list");
                stage.Cluster = stage.Usual with { DataNodes = new DataNodesOptions { User = "reader", Password = "reader-word" } };
            },
            ConfigureAsUsualAsync) { CureHelps = true },
        new("this service does not know the password of the data nodes", RuleLane.Passwords, ["SE067"], "asks for a password", Configure(usual => usual with { DataNodes = new DataNodesOptions() }), ConfigureAsUsualAsync),

        new("a sentinel that does not hear of two switches, there and back again", RuleLane.Deafness, ["SE013"], "epoch 2 is the newest", MissTwoSwitchesAsync, HearAsync),
        new(
            "a sentinel that lost its configuration, and of which nobody has heard since",
            RuleLane.Deafness,
            ["SE025"],
            "at this address",
            async stage =>
            {
                await RuleStage.StopAsync(stage.Sentinels[0]);
                stage.Sentinels[0].Reconfigure(lines => lines.Where(line => !IsId(line)));
                await stage.OnNodesAsync("ACL", "SETUSER", "deaf", "resetchannels");
                await Task.WhenAll(stage.Sentinels.Skip(1).Select(sentinel => stage.OnAsync(sentinel, "ACL", "SETUSER", "default", "-publish")));
                await stage.StartAsync(stage.Sentinels[0]);
            },
            HearAsync),
    ];

    private static bool IsId(string line) => line.StartsWith("sentinel myid", StringComparison.Ordinal);

    private static Task SetAtFirstAsync(RuleStage stage, string setting, string value) =>
        stage.OnAsync(stage.Sentinels[0], "SENTINEL", "SET", RuleStage.MasterName, setting, value);

    private static Task AsUsualAsync(RuleStage stage) => stage.SetAsync("down-after-milliseconds", "2000", "failover-timeout", "60000");

    private static Func<RuleStage, Task> Configure(Func<ClusterOptions, ClusterOptions> change) => stage =>
    {
        stage.Cluster = change(stage.Usual);
        return Task.CompletedTask;
    };

    private static Task ConfigureAsUsualAsync(RuleStage stage) => Configure(usual => usual)(stage);

    private static Task PrioritiseAsync(RuleStage stage, IEnumerable<RedisNode> replicas, string priority) =>
        Task.WhenAll(replicas.Select(replica => stage.ConfigureAsync(replica, "replica-priority", priority)));

    private static Task FollowAsync(RuleStage stage, RedisNode node, RedisNode other) => stage.OnAsync(node, "REPLICAOF", "127.0.0.1", RuleStage.Text(other.Port));

    private static Task RestartReplicasAsync(RuleStage stage) =>
        Task.WhenAll(stage.Replicas.Where(replica => !replica.IsLive).Select(replica => RedisDeployment.RestartNodeAsync(replica, LintRulesTests.Patience, stage.Cancellation)));

    private static async Task DismissReplicaAsync(RuleStage stage)
    {
        await stage.LeaveAsync();
        await stage.ForgetAsync();
    }

    private static async Task NameAsync(RuleStage stage, string byName, string host)
    {
        await stage.OnAsync(stage.Sentinels[0], "SENTINEL", "CONFIG", "SET", "resolve-hostnames", byName);
        await stage.OnAsync(stage.Sentinels[0], "SENTINEL", "CONFIG", "SET", "announce-hostnames", byName);
        await stage.MoveAsync(stage.Sentinels[0], host, stage.Master.Port);
    }

    private static Task AnnounceAsync(RuleStage stage, int port) => stage.OnAsync(stage.Sentinels[0], "SENTINEL", "CONFIG", "SET", "announce-port", RuleStage.Text(port));

    /// <summary>A replica tells its address when it links itself to the master.</summary>
    private static async Task AnnounceAsync(RuleStage stage, string address)
    {
        await stage.ConfigureAsync(stage.Replicas[0], "replica-announce-ip", address);
        await stage.UnlinkReplicasAsync();
    }

    private static async Task LockFirstAsync(RuleStage stage)
    {
        await stage.OnAsync(stage.Sentinels[0], "ACL", "SETUSER", "default", "resetpass", ">first-word");
        await AtFirstAsync(stage, "CLIENT", "KILL", "TYPE", "normal");
    }

    private static async Task UnlockFirstAsync(RuleStage stage)
    {
        await AtFirstAsync(stage, "ACL", "SETUSER", "default", "nopass");
        await Task.WhenAll(stage.Sentinels.Skip(1).Select(sentinel => stage.OnAsync(sentinel, "SENTINEL", "CONFIG", "SET", "sentinel-pass", "")));
    }

    private static async Task AtFirstAsync(RuleStage stage, params IReadOnlyList<string> command) =>
        Assert.IsNotType<RespReply.Error>(await RedisCommand.RunAsync(stage.Sentinels[0].Port, new RedisLogin(null, "first-word"), command, stage.Cancellation));

    private static async Task MissTwoSwitchesAsync(RuleStage stage)
    {
        await stage.OnNodesAsync("ACL", "SETUSER", "deaf", "resetchannels", "&nothing");
        await stage.OnAsync(stage.Sentinels[0], "ACL", "SETUSER", "default", "-publish");

        // It would turn the new master back, being the only one that does not know of it.
        await stage.OnAsync(stage.Sentinels[0], "SENTINEL", "DEBUG", "PUBLISH-PERIOD", "60000");
        await SwitchToAsync(stage, stage.Replicas[0]);
        await SwitchToAsync(stage, stage.Master);
    }

    private static async Task SwitchToAsync(RuleStage stage, RedisNode node)
    {
        await Eventually.BecomesAsync(
            "SENTINEL FAILOVER is accepted",
            async token => await stage.Sentinels[1].RunAsync(["SENTINEL", "FAILOVER", RuleStage.MasterName], token) is RespReply.Error refused ? refused.Message : null,
            LintRulesTests.Patience,
            cancellation: stage.Cancellation);
        await Task.WhenAll(stage.Sentinels.Skip(1).Select(sentinel => Eventually.BecomesAsync(
            $"port {RuleStage.Text(node.Port)} is the master",
            async token => (await sentinel.RunAsync(["SENTINEL", "MASTER", RuleStage.MasterName], token)).Fields() is var fields
                && fields["port"] == RuleStage.Text(node.Port) && fields["flags"] == "master" ? null : $"{fields["port"]} {fields["flags"]}",
            LintRulesTests.Patience,
            cancellation: stage.Cancellation)));
    }

    private static async Task HearAsync(RuleStage stage)
    {
        await stage.OnNodesAsync("ACL", "SETUSER", "deaf", "allchannels");
        await stage.OnSentinelsAsync("ACL", "SETUSER", "default", "+publish");
        await stage.OnSentinelsAsync("SENTINEL", "DEBUG", "PUBLISH-PERIOD", "500");
    }
}
