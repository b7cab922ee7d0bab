using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>What an event says: the name of its record.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventKind>))]
public enum EventKind
{
    /// <summary>A sentinel holds the master for down; fewer than the quorum do.</summary>
    MasterSuspected,

    /// <summary>The sentinels agree that the master is down.</summary>
    MasterDown,

    /// <summary>The master is up again at the same address; there was no failover.</summary>
    MasterRecovered,

    /// <summary>A sentinel was elected to fail the master over, or was told to.</summary>
    FailoverStarted,

    /// <summary>A failover attempt was given up.</summary>
    FailoverFailed,

    /// <summary>The sentinels agree on a new master address.</summary>
    MasterSwitched,

    /// <summary>A new master address was announced, but not agreed in time.</summary>
    MasterSwitchUnconfirmed,

    /// <summary>The failover is over: the replicas follow the new master, or their time ran out.</summary>
    FailoverCompleted,

    /// <summary>The sentinels agree that a replica is down.</summary>
    ReplicaDown,

    /// <summary>The replica is up again.</summary>
    ReplicaRecovered,

    /// <summary>The other sentinels agree that a sentinel is down; once for all masters.</summary>
    SentinelDown,

    /// <summary>The sentinel is up again.</summary>
    SentinelRecovered,

    /// <summary>A failover could not be authorised now.</summary>
    QuorumLost,

    /// <summary>A failover could be authorised again.</summary>
    QuorumRestored,

    /// <summary>The sentinels hold different views for longer than gossip explains.</summary>
    ViewsDiverged,

    /// <summary>The sentinels hold one view again.</summary>
    ViewsConverged,

    /// <summary>A sentinel is in TILT mode: it watches, but does not act.</summary>
    TiltEntered,

    /// <summary>The sentinel left TILT mode.</summary>
    TiltLeft,

    /// <summary>Somebody changed what a sentinel monitors, or how.</summary>
    MonitoringChanged,

    /// <summary>A replica or a sentinel joined, left or moved.</summary>
    TopologyChanged,

    /// <summary>This service sees too few sentinels to agree on anything.</summary>
    SightLost,

    /// <summary>This service sees enough sentinels again.</summary>
    SightRestored,

    /// <summary>A report: would a failover succeed now, and what is misconfigured.</summary>
    HealthReported,
}
