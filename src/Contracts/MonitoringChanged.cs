using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>Somebody changed what a sentinel monitors, or how.</summary>
public sealed record MonitoringChanged : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.MonitoringChanged;

    /// <summary>What was done.</summary>
    public MonitoringChange Change { get; init; }

    /// <summary>Id of the first sentinel seen with the change; the others that follow are added to the record.</summary>
    public required string Sentinel { get; init; }

    /// <summary>Where the master is, by agreement; null where that is not known.</summary>
    public HostAddress? MasterAddress { get; init; }

    /// <summary>Name of the setting as SENTINEL SET spells it.</summary>
    public string? Setting { get; init; }

    /// <summary>Value before, where known; secrets are masked.</summary>
    public string? OldValue { get; init; }

    /// <summary>Value now; secrets are masked.</summary>
    public string? NewValue { get; init; }
}
