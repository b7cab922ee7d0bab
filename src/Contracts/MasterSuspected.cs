using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>A sentinel holds the master for down; fewer than the quorum do.</summary>
public sealed record MasterSuspected : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.MasterSuspected;

    /// <summary>The master's agreed address.</summary>
    public required HostAddress Address { get; init; }
}
