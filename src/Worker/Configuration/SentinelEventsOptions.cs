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
    public IReadOnlyList<ClusterOptions> Clusters { get; init; } = [];

    public JournalOptions Journal { get; init; } = new();

    public BusOptions Bus { get; init; } = new();

    /// <summary>By name; the kind of each decides its type, see <see cref="DestinationKind"/>.</summary>
    public IReadOnlyDictionary<string, DestinationOptions> Destinations { get; init; } = new Dictionary<string, DestinationOptions>();

    /// <summary>Null when none are configured: then everything goes to every destination.</summary>
    public IReadOnlyList<RouteOptions>? Routes { get; init; }

    public IReadOnlyList<SilenceOptions> Silences { get; init; } = [];

    public IReadOnlyList<ReportOptions> Reports { get; init; } = [];

    public HttpOptions Http { get; init; } = new();

    public TelemetryOptions Telemetry { get; init; } = new();

    public LoggingOptions Logging { get; init; } = new();
}
