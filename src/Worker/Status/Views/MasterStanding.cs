namespace SentinelEvents.Worker.Status.Views;

/// <summary>How it stands with a master, the worst first. A closed set.</summary>
public enum MasterStanding
{
    /// <summary>An attempt to fail it over was given up, and no other one runs.</summary>
    FailoverFailed,

    /// <summary>Agreed to be down; no leader of a failover is elected yet.</summary>
    Down,

    /// <summary>A new master was announced and reported, short of agreement.</summary>
    SwitchUnconfirmed,

    /// <summary>The sentinels hold different views for longer than gossip explains.</summary>
    ViewsDiverged,

    /// <summary>A failover could not be authorised now.</summary>
    QuorumLost,

    /// <summary>A failover is under way.</summary>
    FailingOver,

    /// <summary>Held for down by fewer than the quorum.</summary>
    Suspected,

    /// <summary>Too few sentinels answer to say anything.</summary>
    Unknown,

    /// <summary>The master is well; a replica is agreed to be down.</summary>
    ReplicaDown,

    /// <summary>A switch is agreed and the new master serves; the failover's end is awaited.</summary>
    Completing,

    /// <summary>Nothing speaks against it.</summary>
    Good,
}
