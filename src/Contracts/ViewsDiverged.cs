using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>The sentinels hold different views for longer than gossip explains.</summary>
public sealed record ViewsDiverged : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.ViewsDiverged;

    /// <summary>What the sentinels disagree about.</summary>
    public DivergedAspect Aspect { get; init; }

    /// <summary>Each sentinel's own view.</summary>
    public required IReadOnlyList<SentinelView> Views { get; init; }
}
