using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>How much an event matters to a person.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>Worth recording; resolves an incident or opens none.</summary>
    Info,

    /// <summary>Worth reading the same day.</summary>
    Warning,

    /// <summary>Worth waking somebody.</summary>
    Critical,
}
