using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Simulation;

/// <summary>What one simulated sentinel would answer about a master, so that scenarios need not spell out every reading.</summary>
internal sealed class ScenarioMaster(string name)
{
    public string Name { get; } = name;

    public HostAddress Address { get; set; }

    public HostAddress Instance { get; set; }

    public long Epoch { get; set; }

    public string RunId { get; set; } = "run";

    public bool SDown { get; set; }

    public bool ODown { get; set; }

    public TimeSpan? DownFor { get; set; }

    public string? FailoverState { get; set; }

    public bool Forced { get; set; }

    public bool NoQuorum { get; set; }

    public int Usable { get; set; }

    /// <summary>Since when its role, and that of its replicas, is reported: a switch and a reset let it begin again.</summary>
    public DateTimeOffset RoleSince { get; set; } = DateTimeOffset.UnixEpoch;

    public MasterSettings Settings { get; set; } = new(2, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), 1);

    public SortedDictionary<string, (HostAddress Address, bool Down, bool Answered)> Replicas { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, (HostAddress Address, bool Down)> Peers { get; } = new(StringComparer.Ordinal);

    public MasterSnapshot Snapshot(DateTimeOffset now, bool whole) => new(
        Name,
        Address,
        Instance,
        Epoch,
        RunId,
        (SDown ? InstanceFlags.SDown : 0) | (ODown ? InstanceFlags.ODown : 0) | (FailoverState is null ? 0 : InstanceFlags.FailoverInProgress) | (Forced ? InstanceFlags.ForceFailover : 0),
        SDown ? DownFor ?? TimeSpan.Zero : null,
        "master",
        FailoverState,
        Peers.Count,
        Settings,
        whole ? new QuorumCheck(Usable, !NoQuorum, NoQuorum ? $"NOQUORUM {Usable} usable Sentinels." : $"OK {Usable} usable Sentinels.") : null,
        whole ? [.. Replicas.Values.Select(replica => new ReplicaSnapshot(replica.Address, replica.Down ? InstanceFlags.SDown : 0, replica.Down ? DownFor ?? TimeSpan.FromSeconds(1) : null, "slave", replica.Answered && !replica.Down, 100, replica.Answered ? 1000 : 0, now - RoleSince))] : null,
        whole ? [.. Peers.Select(peer => new PeerSnapshot(peer.Key, peer.Value.Address, peer.Value.Down ? InstanceFlags.SDown : 0, peer.Value.Down ? DownFor ?? TimeSpan.FromSeconds(1) : null, peer.Value.Down ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(1)))] : null,
        now - RoleSince);
}
