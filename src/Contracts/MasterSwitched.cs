using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>The sentinels agree on a new master address.</summary>
public sealed record MasterSwitched : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.MasterSwitched;

    /// <summary>The agreed address before.</summary>
    public required HostAddress OldAddress { get; init; }

    /// <summary>The agreed address from now on.</summary>
    public required HostAddress NewAddress { get; init; }

    /// <summary>True when no O_DOWN preceded it: somebody asked for it.</summary>
    public bool Planned { get; init; }

    /// <summary>Config epoch of the agreed view before. Where generations are equal and the difference is more than 1, attempts failed or switches passed unseen between.</summary>
    public long PreviousEpoch { get; init; }
}
