using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>A sentinel is in TILT mode: it watches, but does not act.</summary>
public sealed record TiltEntered : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.TiltEntered;

    /// <summary>Id of the sentinel.</summary>
    public required string Sentinel { get; init; }

    /// <summary>Where it is.</summary>
    public required HostAddress Address { get; init; }
}
