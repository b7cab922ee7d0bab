using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>What was announced about a sentinel; kept over restarts.</summary>
public sealed record SentinelRecord
{
    public HostAddress Address { get; init; }

    /// <summary>The first time it was ever read; what it held then was no change.</summary>
    public DateTimeOffset? KnownSince { get; init; }

    /// <summary>Its process when it was last read; empty where that may not be read.</summary>
    public string ProcessId { get; init; } = "";

    public OpenDown? Down { get; init; }

    public int DownOrdinal { get; init; }

    public OpenTilt? Tilt { get; init; }

    public int TiltOrdinal { get; init; }
}
