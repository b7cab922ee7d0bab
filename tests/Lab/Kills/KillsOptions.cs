namespace SentinelEvents.Lab;

/// <summary>How the service is killed.</summary>
internal sealed record KillsOptions
{
    /// <summary>At least so many.</summary>
    public int Count { get; init; } = 100;

    public int Seed { get; init; } = 7;

    /// <summary>With a broker, and a consumer in a process of its own.</summary>
    public bool WithBroker { get; init; }

    /// <summary>More than one need a journal that they can share.</summary>
    public int Workers { get; init; } = 1;

    public JournalKind Journal { get; init; } = JournalKind.Sqlite;

    /// <summary>Nothing new for so long after the last failover, with nothing missing: it is over.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(15);
}
