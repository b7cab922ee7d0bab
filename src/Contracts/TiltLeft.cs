using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>The sentinel left TILT mode.</summary>
public sealed record TiltLeft : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.TiltLeft;

    /// <summary>Id of the sentinel.</summary>
    public required string Sentinel { get; init; }

    /// <summary>Where it is.</summary>
    public required HostAddress Address { get; init; }
}
