using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Health;

namespace SentinelEvents.Unit.Health;

/// <summary>
/// An inspection of a deployment, with every field that Redis 7.0 gives, to be spoilt before it is built. Healthy, it is one that no rule has a word against.
/// </summary>
internal sealed class FleetBuilder
{
    public const string Name = "mymaster";

    private static readonly InspectionProblem Dead = new(
        InspectionProblemKind.Unreachable, "no connection: connection refused", "check that it runs, its address and port, and any firewall between");

    private FleetBuilder()
    {
    }

    public DateTimeOffset At { get; } = new(2026, 5, 4, 6, 0, 0, TimeSpan.Zero);

    public List<SentinelDraft> Sentinels { get; } = [];

    public List<NodeDraft> Nodes { get; } = [];

    public List<string> Wanted { get; } = [];

    public Dictionary<string, string> Racks { get; } = [];

    public bool NodesRead { get; set; } = true;

    /// <summary>Three sentinels on 10.0.0.11 to 13, the master on 10.0.0.1, replicas on 10.0.0.2 and 3.</summary>
    public static FleetBuilder Healthy() => Of(
        [new("10.0.0.11", 26379), new("10.0.0.12", 26379), new("10.0.0.13", 26379)], [new("10.0.0.1", 6379), new("10.0.0.2", 6379), new("10.0.0.3", 6379)]);

    /// <summary>The same on loopback, as a person tries it: no passwords, settings as shipped, sentinels that look often.</summary>
    public static FleetBuilder Laboratory()
    {
        var fleet = Of(
            [new("127.0.0.1", 26379), new("127.0.0.1", 26380), new("127.0.0.1", 26381)], [new("127.0.0.1", 6379), new("127.0.0.1", 6380), new("127.0.0.1", 6381)]);
        fleet.EverySentinel(sentinel => sentinel.OpenToAnybody = true);
        fleet.EveryView(view => view.Fields["down-after-milliseconds"] = "1500");
        foreach (var node in fleet.Nodes)
        {
            foreach (var (name, value) in new[]
            {
                ("min-replicas-to-write", "0"), ("repl-backlog-size", "1048576"), ("requirepass", ""), ("masterauth", ""), ("save", ""),
            })
            {
                node.Settings[name] = value;
            }

            node.Info["repl_backlog_size"] = "1048576";
            node.Info.Remove("min_slaves_good_slaves");
        }

        return fleet;
    }

    /// <param name="sentinels">Where they are, and announce to be.</param>
    /// <param name="nodes">The master, then its replicas.</param>
    public static FleetBuilder Of(IReadOnlyList<HostAddress> sentinels, IReadOnlyList<HostAddress> nodes)
    {
        var fleet = new FleetBuilder();
        fleet.Sentinels.AddRange(sentinels.Select((address, index) => new SentinelDraft(address, IdOf(index)) { Info = SentinelInfo(fleet.At, address, index) }));
        return fleet.WithMaster(Name, nodes);
    }

    /// <summary>One more master, monitored by all.</summary>
    public FleetBuilder WithMaster(string name, IReadOnlyList<HostAddress> nodes)
    {
        foreach (var sentinel in Sentinels)
        {
            sentinel.Masters.Add(new MasterDraft(name, nodes[0])
            {
                Fields = MasterFields(name, nodes[0]),
                Replicas = [.. nodes.Skip(1).Select(replica => ReplicaFields(replica, nodes[0]))],
                Sentinels = [.. Sentinels.Where(other => other != sentinel).Select(other => PeerFields(other.Address, other.Id!))],
            });
        }

        Nodes.AddRange(nodes.Select((address, index) => new NodeDraft(address, name)
        {
            Role = index == 0 ? "master" : "slave",
            Info = NodeInfo(At, address, nodes, index),
            Settings = NodeSettings(),
        }));
        return this;
    }

    public FleetBuilder EverySentinel(Action<SentinelDraft> change)
    {
        Sentinels.ForEach(change);
        return this;
    }

    /// <summary>What one sentinel says of the first master.</summary>
    public MasterDraft View(int sentinel) => Sentinels[sentinel].Masters[0];

    /// <summary>What every sentinel says of every master.</summary>
    public FleetBuilder EveryView(Action<MasterDraft> change)
    {
        Sentinels.SelectMany(sentinel => sentinel.Masters).ToList().ForEach(change);
        return this;
    }

    /// <summary>What every sentinel says of one replica, by its host or host and port.</summary>
    public FleetBuilder EveryReplica(string address, Action<Dictionary<string, string>> change) =>
        EveryView(view => view.Replicas?.Where(replica => IsAt(replica, address)).ToList().ForEach(change));

    /// <summary>What the others say of one sentinel.</summary>
    public FleetBuilder EveryPeer(int sentinel, Action<Dictionary<string, string>> change) =>
        EveryView(view => view.Sentinels?.Where(peer => peer["runid"] == Sentinels[sentinel].Id).ToList().ForEach(change));

    /// <summary>A data node, by its host or host and port.</summary>
    public NodeDraft Node(string address) => Nodes.First(node => node.Address.Host == address || node.Address.ToString() == address);

    /// <summary>A sentinel that has been dead for so long: it cannot be read, and the others hold it for down.</summary>
    public FleetBuilder KillSentinel(int sentinel, TimeSpan since)
    {
        Sentinels[sentinel].Problem = Dead;
        return EveryPeer(sentinel, peer =>
        {
            SetDown(peer, "sentinel", since);
            peer["last-hello-message"] = Milliseconds(since);
        });
    }

    /// <summary>A data node that has been dead for so long.</summary>
    public FleetBuilder KillNode(string address, TimeSpan since)
    {
        Node(address).Problem = Dead;
        EveryReplica(address, replica =>
        {
            SetDown(replica, "slave", since);
            replica["info-refresh"] = Milliseconds(since);
        });
        return EveryView(view =>
        {
            if (IsAt(view.Fields, address))
            {
                SetDown(view.Fields, "master", since);
                view.Fields["flags"] = "s_down,o_down,master,disconnected";
                view.Fields["o-down-time"] = view.Fields["s-down-time"];
            }
        });
    }

    /// <summary>One more sentinel, with the view of the first, known to the others.</summary>
    public FleetBuilder WithSentinel(HostAddress address)
    {
        var (first, added) = (Sentinels[0], new SentinelDraft(address, IdOf(Sentinels.Count)) { Info = SentinelInfo(At, address, Sentinels.Count) });
        foreach (var view in first.Masters)
        {
            added.Masters.Add(new MasterDraft(view.Name, view.Address)
            {
                Fields = new(view.Fields),
                Replicas = view.Replicas?.Select(replica => new Dictionary<string, string>(replica)).ToList(),
                Sentinels = [.. Sentinels.Select(other => PeerFields(other.Address, other.Id!))],
            });
        }

        EveryView(view => view.Sentinels?.Add(PeerFields(address, added.Id!)));
        Sentinels.Add(added);
        return this;
    }

    /// <summary>As if the sentinel had never been.</summary>
    public FleetBuilder WithoutSentinel(int sentinel)
    {
        var gone = Sentinels[sentinel];
        Sentinels.RemoveAt(sentinel);
        return EveryView(view => view.Sentinels?.RemoveAll(peer => peer["runid"] == gone.Id));
    }

    /// <summary>As if the replica had never been.</summary>
    public FleetBuilder WithoutReplica(string address)
    {
        Nodes.RemoveAll(node => node.Address.Host == address || node.Address.ToString() == address);
        return EveryView(view => view.Replicas?.RemoveAll(replica => IsAt(replica, address)));
    }

    public ClusterInspection Build() => new(
        "prod", At, Wanted, Racks, [.. Sentinels.Select(sentinel => sentinel.Build())], NodesRead ? [.. Nodes.Select(node => node.Build())] : [], NodesRead);

    public Fleet ToFleet() => Fleet.Of(Build());

    /// <summary>The flags and times of an instance that answers nothing any more.</summary>
    public static void SetDown(Dictionary<string, string> instance, string kind, TimeSpan since)
    {
        instance["flags"] = $"s_down,{kind},disconnected";
        foreach (var name in new[] { "last-ping-sent", "last-ok-ping-reply", "last-ping-reply", "s-down-time" })
        {
            instance[name] = Milliseconds(since);
        }
    }

    /// <summary>The flags and times of an instance that answers, but by an error: the login is refused.</summary>
    public static void LockOut(Dictionary<string, string> instance, string kind, TimeSpan since)
    {
        instance["flags"] = $"s_down,{kind}";
        instance["last-ping-sent"] = Milliseconds(since);
        instance["last-ok-ping-reply"] = Milliseconds(since);
        instance["last-ping-reply"] = "412";
        instance["s-down-time"] = Milliseconds(since - TimeSpan.FromSeconds(5));
        if (kind != "sentinel")
        {
            instance["runid"] = "";
            instance["info-refresh"] = "0";
        }
    }

    public static string Milliseconds(TimeSpan time) => Text((long)time.TotalMilliseconds);

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string IdOf(int sentinel) => new((char)('a' + (sentinel % 26)), 40);

    private static bool IsAt(Dictionary<string, string> instance, string address) =>
        instance.GetValueOrDefault("ip") == address || $"{instance.GetValueOrDefault("ip")}:{instance.GetValueOrDefault("port")}" == address;

    private static string RunIdOf(HostAddress node) =>
        string.Concat(node.ToString().Select(character => ((int)character).ToString("x2", CultureInfo.InvariantCulture))).PadRight(40, '0')[..40];

    private static Dictionary<string, string> Instance(string name, HostAddress address, string id, string kind) => new()
    {
        ["name"] = name,
        ["ip"] = address.Host,
        ["port"] = address.Port.ToString(CultureInfo.InvariantCulture),
        ["runid"] = id,
        ["flags"] = kind,
        ["link-pending-commands"] = "0",
        ["link-refcount"] = "1",
        ["last-ping-sent"] = "0",
        ["last-ok-ping-reply"] = "357",
        ["last-ping-reply"] = "357",
        ["down-after-milliseconds"] = "5000",
    };

    private static Dictionary<string, string> MasterFields(string name, HostAddress address) => new(Instance(name, address, RunIdOf(address), "master"))
    {
        ["info-refresh"] = "5954",
        ["role-reported"] = "master",
        ["role-reported-time"] = "86400000",
        ["config-epoch"] = "7",
        ["quorum"] = "2",
        ["failover-timeout"] = "180000",
        ["parallel-syncs"] = "1",
    };

    private static Dictionary<string, string> ReplicaFields(HostAddress address, HostAddress master) => new(Instance(address.ToString(), address, RunIdOf(address), "slave"))
    {
        ["info-refresh"] = "789",
        ["role-reported"] = "slave",
        ["role-reported-time"] = "86400000",
        ["master-link-down-time"] = "0",
        ["master-link-status"] = "ok",
        ["master-host"] = master.Host,
        ["master-port"] = master.Port.ToString(CultureInfo.InvariantCulture),
        ["slave-priority"] = "100",
        ["slave-repl-offset"] = "734003200",
        ["replica-announced"] = "1",
    };

    /// <summary>What one sentinel says of another that is well.</summary>
    public static Dictionary<string, string> PeerFields(HostAddress address, string id) => new(Instance(id, address, id, "sentinel"))
    {
        ["last-hello-message"] = "1755",
        ["voted-leader"] = "?",
        ["voted-leader-epoch"] = "0",
    };

    private static Dictionary<string, string> SentinelInfo(DateTimeOffset at, HostAddress address, int index) => new()
    {
        ["redis_version"] = "7.0.15",
        ["redis_mode"] = "sentinel",
        ["run_id"] = new string((char)('0' + (index % 10)), 40),
        ["tcp_port"] = address.Port.ToString(CultureInfo.InvariantCulture),
        ["server_time_usec"] = Microseconds(at),
        ["uptime_in_seconds"] = "864000",
        ["config_file"] = "/etc/redis/sentinel.conf",
        ["sentinel_masters"] = "1",
        ["sentinel_tilt"] = "0",
        ["sentinel_tilt_since_seconds"] = "-1",
        ["sentinel_running_scripts"] = "0",
        ["sentinel_scripts_queue_length"] = "0",
        ["sentinel_simulate_failure_flags"] = "0",
    };

    private static Dictionary<string, string> NodeInfo(DateTimeOffset at, HostAddress address, IReadOnlyList<HostAddress> nodes, int index)
    {
        var info = new Dictionary<string, string>
        {
            ["redis_version"] = "7.0.15",
            ["redis_mode"] = "standalone",
            ["run_id"] = RunIdOf(address),
            ["tcp_port"] = address.Port.ToString(CultureInfo.InvariantCulture),
            ["server_time_usec"] = Microseconds(at),
            ["uptime_in_seconds"] = "864000",
            ["config_file"] = "/etc/redis/redis.conf",
            ["connected_clients"] = "25",
            ["maxclients"] = "10000",
            ["used_memory"] = "524288000",
            ["maxmemory"] = "0",
            ["loading"] = "0",
            ["aof_enabled"] = "0",
            ["master_failover_state"] = "no-failover",
            ["master_repl_offset"] = "734003200",
            ["repl_backlog_size"] = "67108864",
        };
        if (index == 0)
        {
            info["role"] = "master";
            info["connected_slaves"] = (nodes.Count - 1).ToString(CultureInfo.InvariantCulture);
            info["min_slaves_good_slaves"] = info["connected_slaves"];
            for (var replica = 1; replica < nodes.Count; replica++)
            {
                info[string.Create(CultureInfo.InvariantCulture, $"slave{replica - 1}")] =
                    string.Create(CultureInfo.InvariantCulture, $"ip={nodes[replica].Host},port={nodes[replica].Port},state=online,offset=734003200,lag=1");
            }
        }
        else
        {
            info["role"] = "slave";
            info["connected_slaves"] = "0";
            info["master_host"] = nodes[0].Host;
            info["master_port"] = nodes[0].Port.ToString(CultureInfo.InvariantCulture);
            info["master_link_status"] = "up";
            info["master_last_io_seconds_ago"] = "1";
            info["master_sync_in_progress"] = "0";
            info["slave_repl_offset"] = "734003200";
            info["slave_priority"] = "100";
            info["slave_read_only"] = "1";
            info["replica_announced"] = "1";
        }

        return info;
    }

    private static Dictionary<string, string> NodeSettings() => new()
    {
        ["maxclients"] = "10000",
        ["maxmemory"] = "0",
        ["min-replicas-to-write"] = "1",
        ["min-replicas-max-lag"] = "10",
        ["replica-priority"] = "100",
        ["replica-read-only"] = "yes",
        ["repl-backlog-size"] = "67108864",
        ["repl-timeout"] = "60",
        ["client-output-buffer-limit"] = "normal 0 0 0 slave 268435456 67108864 60 pubsub 33554432 8388608 60",
        ["requirepass"] = "set",
        ["masterauth"] = "set",
        ["masteruser"] = "",
        ["appendonly"] = "no",
        ["save"] = "3600 1 300 100 60 10000",
        ["timeout"] = "0",
        ["tcp-keepalive"] = "300",
        ["bind"] = "* -::*",
        ["protected-mode"] = "yes",
    };

    private static string Microseconds(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() * 1000).ToString(CultureInfo.InvariantCulture);
}
