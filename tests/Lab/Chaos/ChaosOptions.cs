namespace SentinelEvents.Lab;

/// <summary>How much chaos, and of what.</summary>
internal sealed record ChaosOptions
{
    /// <summary>How long faults are begun; what is open then still ends by itself, and repair comes after.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(10);

    public int Seed { get; init; } = 1;

    public int Masters { get; init; } = 2;

    public int Sentinels { get; init; } = 3;

    /// <summary>More than one need a journal that they can share.</summary>
    public int Workers { get; init; } = 1;

    public JournalKind Journal { get; init; } = JournalKind.Sqlite;

    /// <summary>What may be done; empty: everything.</summary>
    public IReadOnlyList<FaultKind> Kinds { get; init; } = [];

    /// <summary>Mean time between the beginnings of two faults.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Nothing new for so long after the repair, with nothing missing: it is over.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(25);
}
