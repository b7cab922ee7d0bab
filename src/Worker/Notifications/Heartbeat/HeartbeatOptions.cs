using System.ComponentModel.DataAnnotations;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Notifications.Heartbeat;

/// <summary>A GET at each interval, for each report, or both, to a service that raises the alarm when the calls stay away (<c>Kind: Heartbeat</c>).</summary>
public sealed record HeartbeatOptions : DestinationOptions
{
    /// <summary>Called for each report that was made and at each <see cref="Interval"/>. A secret: such services put their token into it.</summary>
    public string? Url { get; init; }

    /// <summary>A file with the URL, in place of <see cref="Url"/>.</summary>
    public string? UrlFile { get; init; }

    /// <summary>
    /// Called instead when a failover would fail, or a finding is critical; without it <see cref="Url"/> is called for those as well. Called at each
    /// <see cref="Interval"/> in which this service does not really watch; without it nothing is called then.
    /// </summary>
    public string? FailUrl { get; init; }

    /// <summary>A file with the URL, in place of <see cref="FailUrl"/>.</summary>
    public string? FailUrlFile { get; init; }

    /// <summary>How often <see cref="Url"/> is called while this service really watches; null: only for reports.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan? Interval { get; init; }

    /// <summary>Addresses that are refused unless they are named here, as with a webhook.</summary>
    public IReadOnlyList<string> AllowAddresses { get; init; } = [];

    /// <summary>How long one attempt may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Without the URLs, which are secrets.</summary>
    public override string ToString() => $"{nameof(HeartbeatOptions)} {{ Kind = {Kind} }}";
}
