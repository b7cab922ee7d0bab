using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>The other sentinels agree that a sentinel is down; once for all masters.</summary>
public sealed record SentinelDown : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.SentinelDown;

    /// <summary>Id of the sentinel that is down.</summary>
    public required string Sentinel { get; init; }

    /// <summary>Where it was last known.</summary>
    public required HostAddress Address { get; init; }

    /// <summary>The masters that the other sentinels know it to watch, in order of name.</summary>
    public required IReadOnlyList<string> Masters { get; init; }
}
