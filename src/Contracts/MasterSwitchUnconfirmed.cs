using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>A new master address was announced, but not agreed in time.</summary>
public sealed record MasterSwitchUnconfirmed : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.MasterSwitchUnconfirmed;

    /// <summary>The agreed address, which still stands.</summary>
    public required HostAddress OldAddress { get; init; }

    /// <summary>The address that some sentinels announce.</summary>
    public required HostAddress NewAddress { get; init; }
}
