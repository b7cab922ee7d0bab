using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>The sentinels agree that the master is down.</summary>
public sealed record MasterDown : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.MasterDown;

    /// <summary>The master's agreed address.</summary>
    public required HostAddress Address { get; init; }
}
