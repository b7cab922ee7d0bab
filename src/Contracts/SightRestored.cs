using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>This service sees enough sentinels again.</summary>
public sealed record SightRestored : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.SightRestored;

    /// <summary>The worker whose sight it is; where several share a journal, the others may still see enough.</summary>
    public string Worker { get; init; } = "";

    /// <summary>How many sentinels this service sees.</summary>
    public int Seen { get; init; }

    /// <summary>How many it needs to agree.</summary>
    public int Needed { get; init; }

    /// <summary>When sight was lost.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>When it was restored. What happened in between is found by comparing states.</summary>
    public DateTimeOffset To { get; init; }
}
