namespace SentinelEvents.Worker.Health.Prospects;

/// <summary>What keeps a sentinel from leading a failover, whatever the others do; or this service from telling.</summary>
internal enum Obstacle
{
    /// <summary>None.</summary>
    None,

    /// <summary>In TILT mode it acts on nothing.</summary>
    Tilt,

    /// <summary><c>SENTINEL SENTINELS</c> may not be read.</summary>
    PeersUnreadable,

    /// <summary><c>SENTINEL REPLICAS</c> may not be read.</summary>
    ReplicasUnreadable,
}
