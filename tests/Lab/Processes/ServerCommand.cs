namespace SentinelEvents.Lab;

/// <summary>How to start one server.</summary>
public sealed record ServerCommand
{
    /// <summary>What texts call it.</summary>
    public required string Name { get; init; }

    public required string FileName { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Added to this process's environment; null removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public required string WorkingDirectory { get; init; }

    /// <summary>A log that the server writes itself; its end is shown beside the output when something fails.</summary>
    public string? LogFile { get; init; }
}
