using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Benchmarks;

/// <summary>Five sentinels that watch a hundred masters with two replicas each, all of it well.</summary>
internal static class Deployment
{
    public const int Masters = 100;

    /// <summary>When everything has been known for a while.</summary>
    public static readonly DateTimeOffset Settled = new(2026, 1, 1, 0, 1, 0, TimeSpan.Zero);

    public static readonly SentinelIdentity[] Sentinels =
    [
        .. Enumerable.Range(1, 5).Select(number => new SentinelIdentity(
            string.Concat(Enumerable.Repeat(number.ToString("x8", CultureInfo.InvariantCulture), 5)),
            new HostAddress($"10.1.0.{number}", 26379))),
    ];

    private static readonly ClusterPolicy Policy = new(
        "prod", Sentinels.Length, AgreementPolicy.Majority, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10));

    private static readonly MasterSettings Settings = new(3, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(3), 1);

    /// <summary>Every one of its masters by name.</summary>
    public static HashSet<string> Names { get; } = [.. Enumerable.Range(0, Masters).Select(NameOf)];

    public static string NameOf(int master) => master.ToString("'master-'000", CultureInfo.InvariantCulture);

    /// <summary>Node 1 is the master, 2 and 3 are its replicas.</summary>
    public static HostAddress Node(int master, int node) => new($"10.0.{master}.{node}", 6379);

    /// <summary>What the service knows of it by then.</summary>
    public static ClusterState Watched()
    {
        var state = ClusterState.New(Policy, Settled - TimeSpan.FromSeconds(50));
        foreach (var at in new[] { Settled - TimeSpan.FromSeconds(50), Settled - TimeSpan.FromSeconds(5) })
        {
            foreach (var sentinel in Sentinels)
            {
                state = ClusterAgreement.Step(state, new SentinelSighted(Policy.Cluster, sentinel, at), at).State;
                state = ClusterAgreement.Step(state, Snapshot(sentinel, at), at).State;
            }
        }

        return ClusterAgreement.Tick(state, Settled).State;
    }

    public static MessageHeard Heard(SentinelIdentity sentinel, DateTimeOffset at, SentinelMessage message) => new(Policy.Cluster, sentinel, at, message);

    /// <summary>The answer about everything, while all is well.</summary>
    public static SnapshotTaken Snapshot(SentinelIdentity sentinel, DateTimeOffset at) => new(
        Policy.Cluster,
        sentinel,
        at,
        new SentinelSnapshot(
            sentinel.Id, "7.0.15", TimeSpan.FromHours(1), false, [.. Enumerable.Range(0, Masters).Select(master => Reading(sentinel, master) with
            {
                QuorumCheck = new QuorumCheck(5, true, "OK 5 usable Sentinels. Quorum and failover authorization can be reached"),
                Replicas = [.. new[] { 2, 3 }.Select(node => new ReplicaSnapshot(Node(master, node), InstanceFlags.None, null, "slave", true, 100, 1779))],
                Sentinels = [.. Sentinels.Where(peer => peer != sentinel).Select(peer => new PeerSnapshot(peer.Id, peer.Address, InstanceFlags.None, null, TimeSpan.FromSeconds(0.7)))],
            })]));

    /// <summary>The answer about one master, while all is well.</summary>
    public static MasterSnapshot Reading(SentinelIdentity sentinel, int master) => new(
        NameOf(master),
        Node(master, 1),
        Node(master, 1),
        1,
        sentinel.Id,
        InstanceFlags.None,
        null,
        "master",
        null,
        Sentinels.Length - 1,
        Settings,
        null,
        null,
        null);

    public static MasterRead Read(SentinelIdentity sentinel, DateTimeOffset at, MasterSnapshot reading) =>
        new(Policy.Cluster, sentinel, at, reading.Name, reading, at - TimeSpan.FromMilliseconds(1));
}
