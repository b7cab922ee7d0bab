using System.Text.Json;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Configuration;

/// <summary>
/// Takes over changes of the configuration file while the service runs: destinations, routes, silences, reports, templates and the API key. A file that cannot be used
/// changes nothing and is reported. The file is read again and again, not watched: that works on every file system, and where a link is turned to another file.
/// </summary>
/// <param name="sources">Where the configuration comes from.</param>
/// <param name="begun">What the service started with.</param>
/// <param name="print">Of the files when that was read: what changes while the service starts is a change.</param>
/// <param name="kinds">The kinds of destinations.</param>
/// <param name="apply">Puts options in force.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class ReloadService(
    ConfigurationSources sources,
    SentinelEventsOptions begun,
    ConfigurationPrint print,
    IReadOnlyList<DestinationKind> kinds,
    Func<SentinelEventsOptions, CancellationToken, Task> apply,
    TimeProvider time,
    ILogger<ReloadService> logger) : BackgroundService, IConfigurationView
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private volatile ReloadStatus _status = new(null, null);
    private string? _keyFile = begun.Http.ApiKeyFile;

    public ReloadStatus Status => _status;

    public ConfigurationState State => new(_status.At, _status.Problem);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var inForce = print;
        var seen = inForce;
        while (true)
        {
            await Task.Delay(Pace, time, stoppingToken);
            var now = ConfigurationPrint.Of(sources, _keyFile);

            // Whoever writes it may not be done: it counts once it is the same twice.
            if (now != inForce && now == seen)
            {
                inForce = now;
                await ReloadAsync(stoppingToken);
            }

            seen = now;
        }
    }

    private async Task ReloadAsync(CancellationToken cancellation)
    {
        try
        {
            switch (ConfigurationReader.Read(sources, kinds))
            {
                case ConfigurationResult.Good good:
                    await apply(good.Options, cancellation);
                    _keyFile = good.Options.Http.ApiKeyFile;
                    _status = new(time.GetUtcNow(), null);
                    LogReloaded(sources.File);
                    foreach (var key in NeedingARestart(good.Options))
                    {
                        LogRestart(key);
                    }

                    break;
                case ConfigurationResult.Bad bad:
                    _status = new(time.GetUtcNow(), bad.Mistakes.Count == 1 ? bad.Mistakes[0].ToString() : FormattableString.Invariant($"{bad.Mistakes[0]} ({bad.Mistakes.Count} mistakes)"));
                    foreach (var mistake in bad.Mistakes)
                    {
                        LogRefused(sources.File, mistake.ToString());
                    }

                    break;
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            _status = new(time.GetUtcNow(), $"it could not be taken over ({failure.GetType().Name}), see the log");
            LogFailed(failure, sources.File);
        }
    }

    private IEnumerable<string> NeedingARestart(SentinelEventsOptions now)
    {
        (string Key, object Before, object After)[] fixedKeys =
        [
            (nameof(now.Clusters), begun.Clusters, now.Clusters), (nameof(now.Journal), begun.Journal, now.Journal), (nameof(now.Bus), begun.Bus, now.Bus), (nameof(now.Http), begun.Http.Url, now.Http.Url),
            (nameof(now.Telemetry), begun.Telemetry, now.Telemetry), (nameof(now.Logging), begun.Logging, now.Logging),
        ];
        return fixedKeys.Where(key => JsonSerializer.Serialize(key.Before) != JsonSerializer.Serialize(key.After)).Select(key => key.Key);
    }

    [LoggerMessage(5010, LogLevel.Information, "{File} has changed and is in force: destinations, routes, silences, reports, templates, API key")]
    private partial void LogReloaded(string file);

    [LoggerMessage(5011, LogLevel.Error, "{File} has changed and is not in force; what was before stays. {Mistake}")]
    private partial void LogRefused(string file, string mistake);

    [LoggerMessage(5012, LogLevel.Warning, "{Key} has changed, and takes effect at the next start only")]
    private partial void LogRestart(string key);

    [LoggerMessage(5013, LogLevel.Error, "{File} has changed and could not be taken over; some of it may be in force")]
    private partial void LogFailed(Exception failure, string file);
}
