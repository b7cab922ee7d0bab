using System.ComponentModel.DataAnnotations;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Notifications.Heartbeat;

/// <summary>A GET for each report, to a service that raises the alarm when the calls stay away (<c>Kind: Heartbeat</c>).</summary>
public sealed record HeartbeatOptions : DestinationOptions
{
    /// <summary>Called for each report that was made. A secret: such services put their token into it.</summary>
    public required string Url { get; init; }

    /// <summary>Called instead when a failover would fail or a finding is critical; without it <see cref="Url"/> is called for those as well.</summary>
    public string? FailUrl { get; init; }

    /// <summary>Addresses that are refused unless they are named here, as with a webhook.</summary>
    public IReadOnlyList<string> AllowAddresses { get; init; } = [];

    /// <summary>How long one attempt may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Without the URLs, which are secrets.</summary>
    public override string ToString() => $"{nameof(HeartbeatOptions)} {{ Kind = {Kind} }}";
}
