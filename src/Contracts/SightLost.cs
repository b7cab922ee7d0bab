using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>This service sees too few sentinels to agree on anything.</summary>
public sealed record SightLost : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.SightLost;

    /// <summary>The worker whose sight it is; where several share a journal, the others may still see enough.</summary>
    public string Worker { get; init; } = "";

    /// <summary>How many sentinels this service sees.</summary>
    public int Seen { get; init; }

    /// <summary>How many it needs to agree on anything.</summary>
    public int Needed { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset From { get; init; }
}
