using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>One master on a line.</summary>
/// <param name="Cluster">The deployment.</param>
/// <param name="Master">The master's name.</param>
/// <param name="Standing">The worst that holds of it.</param>
/// <param name="Why">Why, in a few words.</param>
/// <param name="StandingSince">Since when; null where it is not known.</param>
/// <param name="IncidentId">The open incident behind it; null where there is none.</param>
/// <param name="Address">Where it is, by agreement; null before the first agreement.</param>
/// <param name="Epoch">The config epoch at which that was agreed or last confirmed.</param>
/// <param name="Since">When it was agreed; null before.</param>
/// <param name="Replicas">Its replicas.</param>
/// <param name="Sentinels">Its sentinels.</param>
/// <param name="Quorum">Whether a failover could be authorised.</param>
/// <param name="LastSwitch">The last agreed switch; null where none is on record.</param>
/// <param name="Failover">Whether a failover would succeed, as last assessed; null before the first assessment.</param>
internal sealed record MasterSummary(
    string Cluster,
    string Master,
    MasterStanding Standing,
    string Why,
    DateTimeOffset? StandingSince,
    Guid? IncidentId,
    HostAddress? Address,
    long Epoch,
    DateTimeOffset? Since,
    ReplicaCount Replicas,
    SentinelCount Sentinels,
    QuorumOutlook Quorum,
    LastSwitch? LastSwitch,
    FailoverVerdict? Failover);
