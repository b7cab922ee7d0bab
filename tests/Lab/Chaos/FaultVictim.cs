namespace SentinelEvents.Lab;

/// <summary>What a fault strikes: one of each can be struck by one fault at a time.</summary>
internal enum FaultVictim
{
    /// <summary>A master with its replicas.</summary>
    Master,

    /// <summary>A sentinel.</summary>
    Sentinel,

    /// <summary>What one sentinel knows of one master.</summary>
    SentinelOfMaster,

    /// <summary>A worker.</summary>
    Worker,

    /// <summary>The broker.</summary>
    Broker,

    /// <summary>The webhook.</summary>
    Webhook,

    /// <summary>The mail server.</summary>
    Mail,

    /// <summary>Every worker.</summary>
    AllWorkers,

    /// <summary>PostgreSQL.</summary>
    Postgres,
}
