using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>The sentinels agree that a replica is down.</summary>
public sealed record ReplicaDown : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.ReplicaDown;

    /// <summary>The replica.</summary>
    public required HostAddress Address { get; init; }

    /// <summary>Where its master is, by agreement; null where that is not known.</summary>
    public HostAddress? MasterAddress { get; init; }
}
