using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Reports;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Status;
using SentinelEvents.Worker.Status.Export;

namespace SentinelEvents.Worker.Configuration;

/// <summary>The whole configuration, as read and found good.</summary>
public sealed record SentinelEventsOptions
{
    /// <summary>The deployments that are watched, one or more.</summary>
    public IReadOnlyList<ClusterOptions> Clusters { get; init; } = [];

    /// <summary>Where observations, events, deliveries and state are kept.</summary>
    public JournalOptions Journal { get; init; } = new();

    /// <summary>The message bus that receives every event.</summary>
    public BusOptions Bus { get; init; } = new();

    /// <summary>By name; the kind of each decides its type, see <see cref="DestinationKind"/>.</summary>
    public IReadOnlyDictionary<string, DestinationOptions> Destinations { get; init; } = new Dictionary<string, DestinationOptions>();

    /// <summary>Null when none are configured: then everything goes to every destination.</summary>
    public IReadOnlyList<RouteOptions>? Routes { get; init; }

    /// <summary>When people are not to be told of what.</summary>
    public IReadOnlyList<SilenceOptions> Silences { get; init; } = [];

    /// <summary>Health reports by the calendar.</summary>
    public IReadOnlyList<ReportOptions> Reports { get; init; } = [];

    /// <summary>The HTTP interface: status page, API, health, metrics.</summary>
    public HttpOptions Http { get; init; } = new();

    /// <summary>Where metrics and traces are sent.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>The service's log, which is its standard output.</summary>
    public LoggingOptions Logging { get; init; } = new();
}
