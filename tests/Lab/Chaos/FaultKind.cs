namespace SentinelEvents.Lab;

/// <summary>What is done to whom. All but the orders of an operator end again after a while.</summary>
internal enum FaultKind
{
    /// <summary>kill -9 of a master; started again later.</summary>
    MasterKill,

    /// <summary>SIGSTOP of a master.</summary>
    MasterFreeze,

    /// <summary>kill -9 of a replica.</summary>
    ReplicaKill,

    /// <summary>SIGSTOP of a replica.</summary>
    ReplicaFreeze,

    /// <summary>A master is killed and started again at once.</summary>
    MasterRestart,

    /// <summary>kill -9 of a sentinel.</summary>
    SentinelKill,

    /// <summary>SIGSTOP of a sentinel; longer than two seconds puts it into TILT.</summary>
    SentinelFreeze,

    /// <summary>A sentinel is killed and started again at once.</summary>
    SentinelRestart,

    /// <summary>Nobody gets through to a sentinel; what it asks of others still does.</summary>
    SentinelPartition,

    /// <summary>SENTINEL RESET on one.</summary>
    SentinelReset,

    /// <summary>SENTINEL REMOVE and MONITOR on all: a new generation.</summary>
    RemonitorAll,

    /// <summary>SENTINEL REMOVE and MONITOR on one.</summary>
    RemonitorOne,

    /// <summary>SENTINEL SET quorum on one, and back.</summary>
    QuorumChange,

    /// <summary>SENTINEL FAILOVER.</summary>
    ManualFailover,

    /// <summary>kill -9 of a worker; started again at once or later.</summary>
    WorkerKill,

    /// <summary>SIGSTOP of a worker.</summary>
    WorkerFreeze,

    /// <summary>kill -9 of the broker.</summary>
    BrokerKill,

    /// <summary>The broker is stopped in an orderly way.</summary>
    BrokerStop,

    /// <summary>The webhook answers 500.</summary>
    WebhookError,

    /// <summary>The webhook takes requests and never answers.</summary>
    WebhookHang,

    /// <summary>Nobody listens where the webhook was.</summary>
    WebhookRefuse,

    /// <summary>The mail server answers 451.</summary>
    MailRefuse,

    /// <summary>kill -9 of the mail server.</summary>
    MailKill,

    /// <summary>kill -9 of all workers at once; started again together. With one worker that is <see cref="WorkerKill"/>.</summary>
    AllWorkersKill,

    /// <summary>PostgreSQL is stopped fast: sessions are ended, and it is started again at once or later.</summary>
    PostgresStop,

    /// <summary>kill -9 of PostgreSQL.</summary>
    PostgresKill,

    /// <summary>A worker does not get through to PostgreSQL; the others do.</summary>
    PostgresCut,

    /// <summary>A worker does not get through to some of the sentinels, or to any; the other workers, and the sentinels among themselves, do.</summary>
    WorkerBlinded,
}
