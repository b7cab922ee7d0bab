using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting.Systemd;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Status.Metrics;

namespace SentinelEvents.Worker.Status.Export;

/// <summary>Registers what measures, and whereto it is sent.</summary>
public static class TelemetryRegistration
{
    private const string Variables = "OTEL_";

    // A receiver that takes the connection and does not answer must not hold up the end of the service for long.
    private const int TimeoutMilliseconds = 3000;

    private static readonly string[] EndpointVariables = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];

    /// <summary>Lets OpenTelemetry's own variables of the environment hold, and no others.</summary>
    public static void AddTelemetryVariables(this IConfigurationBuilder configuration) => configuration.AddInMemoryCollection(
        Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .Where(variable => ((string)variable.Key).StartsWith(Variables, StringComparison.Ordinal))
            .Select(variable => new KeyValuePair<string, string?>((string)variable.Key, (string?)variable.Value)));

    /// <param name="services">The services.</param>
    /// <param name="options">Whereto.</param>
    /// <param name="clusters">How many clusters are watched.</param>
    /// <param name="configuration">With the variables.</param>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, TelemetryOptions options, int clusters, IConfiguration configuration)
    {
        services.AddSingleton<ClusterFigureBook>();
        services.AddSingleton<JournalSampler>();
        services.AddHostedService(provider => provider.GetRequiredService<JournalSampler>());
        services.AddSingleton<ServiceMetrics>();
        services.AddSingleton<IVitalSigns, VitalSigns>();
        services.AddSingleton<ISystemdNotifier, SystemdNotifier>();
        services.AddSingleton(WatchdogSettings.FromEnvironment());
        services.AddHostedService<ServiceManagerNotice>();
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddService("sentinel-events", serviceVersion: typeof(TelemetryRegistration).Assembly.GetName().Version!.ToString(3))
                .AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics
                .AddMeter(Telemetry.Name)
                .AddView(instrument => ViewOf(instrument, clusters))
                .AddPrometheusExporter());
        if (IsSent(options.Otlp, configuration))
        {
            telemetry
                .WithMetrics(metrics => metrics.AddOtlpExporter(exporter => Apply(options.Otlp, exporter, "v1/metrics")))
                .WithTracing(traces => traces.AddSource(Telemetry.Name).SetSampler(new AlwaysOnSampler()).AddOtlpExporter(exporter => Apply(options.Otlp, exporter, "v1/traces")));
        }

        return services;
    }

    /// <summary>Serves the metrics to Prometheus.</summary>
    public static void MapTelemetry(this Microsoft.AspNetCore.Builder.WebApplication app)
    {
        // Its instruments exist from here on.
        _ = app.Services.GetRequiredService<ServiceMetrics>();
        Microsoft.AspNetCore.Builder.PrometheusExporterEndpointRouteBuilderExtensions.MapPrometheusScrapingEndpoint(app, "/metrics");
    }

    private static MetricStreamConfiguration ViewOf(Instrument instrument, int clusters) => new()
    {
        CardinalityLimit = instrument.Name switch
        {
            "sentinelevents_observations" => ServiceMetrics.MostObservationSeries,
            var name when name.StartsWith("sentinelevents_master_", StringComparison.Ordinal) => ServiceMetrics.MostMasterSeries(clusters),
            _ => ServiceMetrics.MostSeries(clusters),
        },
    };

    private static bool IsSent(OtlpOptions otlp, IConfiguration configuration) =>
        !string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase)
        && (otlp.Endpoint is not null || EndpointVariables.Any(variable => !string.IsNullOrEmpty(configuration[variable])));

    private static void Apply(OtlpOptions otlp, OtlpExporterOptions exporter, string path)
    {
        exporter.TimeoutMilliseconds = Math.Min(exporter.TimeoutMilliseconds, TimeoutMilliseconds);
        if (otlp.Endpoint is not { } endpoint)
        {
            return;
        }

        // Only from its variable the library adds the path itself.
        (exporter.Protocol, exporter.Endpoint) = otlp.Protocol == OtlpProtocol.HttpProtobuf
            ? (OtlpExportProtocol.HttpProtobuf, new Uri(endpoint.TrimEnd('/') + "/" + path))
            : (OtlpExportProtocol.Grpc, new Uri(endpoint));
        exporter.Headers = otlp.Headers ?? exporter.Headers;
    }
}
