namespace SentinelEvents.Fuzz;

/// <summary>What is tried.</summary>
internal sealed record FuzzOptions
{
    public long Inputs { get; init; } = 10_000_000;

    /// <summary>Makes the inputs: the same seed makes the same ones.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Names of targets; empty: all.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>No input is begun after so long; null: all are tried.</summary>
    public TimeSpan? Longest { get; init; }

    public int Threads { get; init; } = 1;

    /// <summary>Where inputs are kept that broke a promise; null: nowhere.</summary>
    public string? Folder { get; init; }
}
