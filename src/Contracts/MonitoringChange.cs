using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>What somebody did to a sentinel's monitoring.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MonitoringChange>))]
public enum MonitoringChange
{
    /// <summary>The sentinel now monitors the master (<c>SENTINEL MONITOR</c>).</summary>
    Monitored,

    /// <summary>The sentinel no longer monitors the master (<c>SENTINEL REMOVE</c>).</summary>
    Unmonitored,

    /// <summary>The sentinel forgot the replicas and the other sentinels (<c>SENTINEL RESET</c>).</summary>
    Reset,

    /// <summary>A setting has another value (<c>SENTINEL SET</c>).</summary>
    SettingChanged,

    /// <summary>Every sentinel monitors the master anew: a new generation begins and its epochs with it.</summary>
    Remonitored,
}
