using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events;

/// <summary>What one sentinel holds of one master.</summary>
/// <param name="Name">The master's name.</param>
/// <param name="Address">Answer of <c>SENTINEL GET-MASTER-ADDR-BY-NAME</c>. On the leader of a failover it is the promoted replica already.</param>
/// <param name="Instance">The address in <c>SENTINEL MASTER</c>, to which flags and run id belong. On the leader of a failover still the old one.</param>
/// <param name="ConfigEpoch">The config epoch.</param>
/// <param name="RunId">Run id of the data node; empty until it first answered INFO after a start, switch or reset.</param>
/// <param name="Flags">The flags that matter, see <see cref="InstanceFlags"/>.</param>
/// <param name="DownFor">For how long S_DOWN has stood (<c>s-down-time</c>); null when it does not.</param>
/// <param name="RoleReported">Which role the node itself reports: <c>master</c> or <c>slave</c>.</param>
/// <param name="FailoverState"><c>failover-state</c> while a failover runs here (this sentinel leads it), else null.</param>
/// <param name="OtherSentinels"><c>num-other-sentinels</c>.</param>
/// <param name="Settings">The settings that should be alike everywhere.</param>
/// <param name="QuorumCheck">Answer of <c>SENTINEL CKQUORUM</c>; null when not asked.</param>
/// <param name="Replicas">Its replicas; null when not asked.</param>
/// <param name="Sentinels">The other sentinels; null when not asked.</param>
/// <param name="RoleReportedFor">
/// For how long the reported role has stood (<c>role-reported-time</c>). It begins again with a switch and with <c>SENTINEL RESET</c>
/// (<c>redis:src/sentinel.c</c>, <c>sentinelResetMaster</c>), which shows nowhere else. Null where the sentinel does not say.
/// </param>
public sealed record MasterSnapshot(
    string Name,
    HostAddress Address,
    HostAddress Instance,
    long ConfigEpoch,
    string RunId,
    InstanceFlags Flags,
    TimeSpan? DownFor,
    string RoleReported,
    string? FailoverState,
    int OtherSentinels,
    MasterSettings Settings,
    QuorumCheck? QuorumCheck,
    IReadOnlyList<ReplicaSnapshot>? Replicas,
    IReadOnlyList<PeerSnapshot>? Sentinels,
    TimeSpan? RoleReportedFor = null);
