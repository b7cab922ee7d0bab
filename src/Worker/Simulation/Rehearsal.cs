using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Simulation;

/// <summary>
/// Goes through a failover that never was, soon after the start: the runtime compiles what runs for the first time, and what runs often once more. Without it the first real
/// failover after a start would be told a tenth of a second later than the others.
/// </summary>
/// <remarks>Nothing of it is told, counted or kept: the journal is a temporary file, and receivers are not asked.</remarks>
internal sealed partial class Rehearsal(
    CurrentDelivery current, IEnumerable<DestinationKind> kinds, IServiceProvider services, TimeProvider time, ILogger<Rehearsal> logger) : BackgroundService
{
    /// <summary>The failover of docs/failover.scenario.</summary>
    private const string Resource = "SentinelEvents.Worker.Simulation.failover.scenario";

    /// <summary>The runtime compiles anew what was called thirty times; a story calls most things several times.</summary>
    internal const int Rounds = 12;

    /// <summary>What has to be there soon, watching, is there by then.</summary>
    private static readonly TimeSpan AfterTheStart = TimeSpan.FromSeconds(2);

    /// <summary>Whoever has real work is not to wait for it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(AfterTheStart, time, stoppingToken);
            var begun = time.GetTimestamp();
            for (var round = 0; round < Rounds; round++)
            {
                await PlayAsync(current.Settings, kinds, stoppingToken);
                foreach (var kind in kinds)
                {
                    await kind.Rehearse(services, stoppingToken);
                }

                await Task.Delay(Pause, time, stoppingToken);
            }

            LogDone(time.GetElapsedTime(begun).TotalSeconds);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // No place for a temporary file, say. The first failover is told a little later then, and that is all.
            LogFailed(failure.GetType().Name, failure.Message);
        }
    }

    /// <summary>One failover, told to everybody who is configured, by name only.</summary>
    internal static Task<SimulationResult> PlayAsync(DeliverySettings settings, IEnumerable<DestinationKind> kinds, CancellationToken cancellation)
    {
        using var reader = new StreamReader(typeof(Rehearsal).Assembly.GetManifestResourceStream(Resource)!);
        var story = new ScenarioStory(reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries));
        return SimulationRun.OfAsync(story, settings, kinds, cancellation);
    }

    [LoggerMessage(5101, LogLevel.Information, "Rehearsed a failover, within {Seconds:0.0} s: the first real one is told as soon as others")]
    private partial void LogDone(double seconds);

    [LoggerMessage(5102, LogLevel.Debug, "No failover was rehearsed ({Failure}: {Problem}); the first real one may be told a tenth of a second later")]
    private partial void LogFailed(string failure, string problem);
}
