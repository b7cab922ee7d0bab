using CsCheck;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Health;

namespace SentinelEvents.Unit.Health;

/// <summary>Sentinels and data nodes may say anything: no rule breaks of it, and nothing that moves a cursor reaches a report.</summary>
public sealed class RuleRobustnessTests
{
    private const string Seed = "0000000000001";

    private static readonly string[] Names =
    [
        "name", "ip", "port", "runid", "flags", "last-ping-reply", "last-ok-ping-reply", "last-hello-message", "down-after-milliseconds", "s-down-time", "o-down-time",
        "info-refresh", "role-reported", "role-reported-time", "config-epoch", "num-slaves", "num-other-sentinels", "quorum", "failover-timeout", "parallel-syncs",
        "notification-script", "client-reconfig-script", "master-link-down-time", "master-link-status", "master-host", "master-port", "slave-priority",
        "slave-repl-offset", "redis_version", "valkey_version", "run_id", "server_time_usec", "uptime_in_seconds", "config_file", "sentinel_tilt",
        "sentinel_tilt_since_seconds", "sentinel_scripts_queue_length", "sentinel_running_scripts", "connected_clients", "maxclients", "used_memory", "role",
        "slave0", "slave1", "slave", "master_repl_offset", "repl_backlog_size", "min_slaves_good_slaves", "master_link_status", "master_sync_in_progress",
        "master_host", "slave_read_only", "min-replicas-to-write", "replica-read-only", "repl-backlog-size", "requirepass", "masterauth", "save", "appendonly",
    ];

    private static readonly Gen<string> Value = Gen.OneOf(
        Pick(
            "", "0", "1", "-1", "2", "100", "7000", "86400000", "9223372036854775807", "-9223372036854775808", "99999999999999999999", "1e9", "?", "no", "yes", "set", "ok", "err",
            "up", "down", "master", "slave", "sentinel", "s_down,slave", "s_down,sentinel", "s_down,o_down,master", "failover_in_progress,master", "promoted,slave", ",,,",
            "127.0.0.1", "10.0.0.1", "::1", "fe80::1", "localhost", "redis-1", "7.0.15", "5.0", "7", "..", "ip=10.0.0.2,port=6379,state=online,offset=-9,lag=1", "ip=,=,,=1,ip=2",
            "a\u001b[31mb", "x\r\ny", "\u202ez", "\0", "\"; FLUSHALL"),
        Gen.String[0, 12]);

    private static readonly Gen<InstanceFields> Fields = Gen.Select(Pick(Names), Value).Array[0, 14]
        .Select(pairs => new InstanceFields(pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2)));

    private static readonly Gen<HostAddress> Address = Gen.Select(
        Pick("", "10.0.0.1", "10.0.0.2", "127.0.0.1", "::1", "redis-1", "LOCALHOST", "\u001b]0;x", "::ffff:10.0.0.1"), Pick(0, 6379, 26379, 65535), (host, port) => new HostAddress(host, port));

    private static readonly Gen<string> Name = Pick("mymaster", "a", "", "x y", "*", "\u001b[2J", "m\n", "[", "\"");

    private static readonly Gen<MonitoredMaster> Monitored = Gen.Select(
        Name, Address, Fields, Fields.Array[0, 3].Null(), Fields.Array[0, 3].Null(),
        Gen.Select(Gen.Int, Gen.Bool, Value, (usable, ok, text) => new QuorumCheck(usable, ok, text)).Null(),
        (name, address, fields, replicas, sentinels, check) => new MonitoredMaster(name, address, fields, replicas, sentinels, check));

    private static readonly Gen<InspectionProblem?> Problem =
        Gen.Select(Gen.Enum<InspectionProblemKind>(), Value, Value, (kind, text, cure) => new InspectionProblem(kind, text, cure)).Null();

    private static readonly Gen<MissingPermission[]> Missing = Gen.Select(Value, Value, Value, (command, rule, user) => new MissingPermission(command, rule, user)).Array[0, 2];

    private static readonly Gen<SentinelInspection> Sentinel = Gen.Select(
        Gen.Select(Address, Gen.Bool, Problem), Value.Null(), Fields, Monitored.Array[0, 3], Name.Array[0, 3], Missing, Pick<bool?>(null, true, false),
        (who, id, info, masters, all, missing, open) => new SentinelInspection(who.Item1, who.Item2)
        {
            Problem = who.Item3,
            Id = id,
            Info = info,
            Masters = masters,
            AllMasters = all,
            Missing = missing,
            OpenToAnybody = open,
        });

    private static readonly Gen<ConnectedClient> Client = Gen.Select(
        Address, Value, Value, Gen.Int[-5, int.MaxValue], Pick("set", "get", "", "client|list"),
        (address, name, library, seconds, command) => new ConnectedClient(address, name, library, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds), command, false));

    private static readonly Gen<NodeInspection> Node = Gen.Select(
        Gen.Select(Address, Name.Array[0, 2]), Problem, Pick("", "master", "slave", "sentinel"), Fields, Fields, Client.Array[0, 6].Null(), Missing,
        (who, problem, role, info, settings, clients, missing) => new NodeInspection(who.Item1, who.Item2)
        {
            Problem = problem,
            Role = role,
            Info = info,
            Settings = settings,
            Clients = clients,
            Missing = missing,
        });

    private static readonly Gen<ClusterInspection> Inspection = Gen.Select(
        Sentinel.Array[0, 4], Node.Array[0, 4], Name.Array[0, 2], Gen.Bool,
        (sentinels, nodes, wanted, read) => new ClusterInspection("prod", DateTimeOffset.UnixEpoch.AddYears(56), wanted, new Dictionary<string, string>(), sentinels, nodes, read));

    [Fact]
    public void Look_WhateverInstancesSay_NoRuleThrows() => Inspection.Sample(
        inspection =>
        {
            var fleet = Fleet.Of(inspection);
            foreach (var rule in LintRules.All)
            {
                foreach (var discovery in rule.Look(fleet))
                {
                    Assert.NotNull(discovery.Evidence);
                    Assert.NotNull(discovery.Cure);
                }
            }

            foreach (var finding in LintRules.Look(fleet))
            {
                Assert.DoesNotContain(finding.Subject + finding.Evidence + finding.Cure, char.IsControl);
            }
        },
        seed: Seed,
        iter: 3000);

    [Fact]
    public void Look_OneFieldOfAHealthyDeploymentSpoilt_NoRuleThrows() => Gen.Select(Gen.Int[0, 2], Pick(Names), Value, Gen.Int[0, 5]).Sample(
        (index, name, value, where) =>
        {
            var fleet = FleetBuilder.Healthy();
            var fields = where switch
            {
                0 => fleet.View(index).Fields,
                1 => fleet.View(index).Replicas![index % 2],
                2 => fleet.View(index).Sentinels![index % 2],
                3 => fleet.Sentinels[index].Info,
                4 => fleet.Nodes[index].Info,
                _ => fleet.Nodes[index].Settings,
            };
            fields[name] = value;
            _ = LintRules.Look(fleet.ToFleet());
            fields.Remove(name);
            _ = LintRules.Look(fleet.ToFleet());
        },
        seed: Seed,
        iter: 3000);

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
