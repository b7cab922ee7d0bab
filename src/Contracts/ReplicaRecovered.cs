using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>The replica is up again.</summary>
public sealed record ReplicaRecovered : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.ReplicaRecovered;

    /// <summary>The replica.</summary>
    public required HostAddress Address { get; init; }

    /// <summary>Where its master is, by agreement; null where that is not known.</summary>
    public HostAddress? MasterAddress { get; init; }

    /// <summary>From the first report of its being down.</summary>
    public TimeSpan DownFor { get; init; }
}
