namespace SentinelEvents.Lab;

/// <summary>How nodes and sentinels name each other.</summary>
public enum HostNames
{
    /// <summary>By IP address.</summary>
    Addresses,

    /// <summary>By host name: sentinels resolve and announce <c>localhost</c>.</summary>
    Announced,
}
