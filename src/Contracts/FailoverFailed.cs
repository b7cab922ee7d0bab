using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>A failover attempt was given up.</summary>
public sealed record FailoverFailed : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.FailoverFailed;

    /// <summary>The master that was to be replaced.</summary>
    public required HostAddress Address { get; init; }

    /// <summary>Why the attempt was given up.</summary>
    public FailoverFailure Reason { get; init; }

    /// <summary>Number of the attempt in the incident, from 1. Later attempts that fail alike are counted in the incident and not published again.</summary>
    public int Attempt { get; init; }

    /// <summary>Before this the sentinels do not try again: twice failover-timeout after the attempt began. Null when the timeout is not known.</summary>
    public DateTimeOffset? EarliestNextAttempt { get; init; }
}
