using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>The sentinel is up again.</summary>
public sealed record SentinelRecovered : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.SentinelRecovered;

    /// <summary>Id of the sentinel.</summary>
    public required string Sentinel { get; init; }

    /// <summary>Where it is.</summary>
    public required HostAddress Address { get; init; }

    /// <summary>From the first report of its being down.</summary>
    public TimeSpan DownFor { get; init; }
}
