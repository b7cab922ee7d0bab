using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>The sentinels hold one view again.</summary>
public sealed record ViewsConverged : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.ViewsConverged;

    /// <summary>What the sentinels had disagreed about.</summary>
    public DivergedAspect Aspect { get; init; }

    /// <summary>The one view they now hold.</summary>
    public required string Value { get; init; }
}
