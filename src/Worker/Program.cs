using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Commands;
using SentinelEvents.Worker.Configuration;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Reports;
using SentinelEvents.Worker.Schedules;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Simulation;
using SentinelEvents.Worker.Status;
using SentinelEvents.Worker.Status.Export;

return await CommandTree.RunAsync(args, Build);

// Sinks first: the host stops its services in reverse, so watching ends before deliveries drain, and they drain before the bus closes.
static WebApplication Build(SentinelEventsOptions options, ConfigurationSources sources)
{
    var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "sentinel-events" });
    builder.WebHost.UseKestrelCore().UseUrls(options.Http.Url);
    builder.Services.AddSingleton<TimeProvider>(new SteadyClock(TimeProvider.System));
    builder.Services.AddRouting();
    builder.Configuration.AddTelemetryVariables();
    builder.Services.AddLogging(logging => ConsoleLogging.Configure(logging, options.Logging));
    builder.Services.AddHostLifetime();
    builder.Services.AddJournal(options.Journal);
    builder.Services.AddBus(options.Bus, [.. options.Clusters.Select(cluster => cluster.Name)]);
    builder.Services.AddNotifications();
    builder.Services.AddDelivery(new DeliverySettings(options.Destinations, options.Routes, options.Silences));
    builder.Services.AddSchedules(options.Journal);
    builder.Services.AddReports(options.Reports, options.Clusters, options.Journal);
    builder.Services.AddStatus(options.Http);
    builder.Services.AddTelemetry(options.Telemetry, options.Clusters.Count, builder.Configuration);
    builder.Services.AddPipeline(options.Clusters);
    builder.Services.AddSentinels(options.Clusters);
    builder.Services.AddSimulation();
    builder.Services.AddReload(sources, options);
    var app = builder.Build();
    app.MapStatus();
    app.MapTelemetry();
    return app;
}
