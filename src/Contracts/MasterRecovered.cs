using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>The master is up again at the same address; there was no failover.</summary>
public sealed record MasterRecovered : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.MasterRecovered;

    /// <summary>The master's agreed address.</summary>
    public required HostAddress Address { get; init; }

    /// <summary>From the first report of its being down to the last report's end.</summary>
    public TimeSpan DownFor { get; init; }

    /// <summary>True when no <see cref="MasterDown"/> preceded it: the sentinels never agreed that it was down.</summary>
    public bool OnlySuspected { get; init; }
}
