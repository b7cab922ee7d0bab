using System.Globalization;
using System.Text.Json.Nodes;

namespace SentinelEvents.Lab;

/// <summary>Starts the service again and again with an empty journal, and lets it watch sentinels of which nothing is to be told.</summary>
internal sealed class IdleCostRun(IdleCostOptions options, Action<string> note)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    internal async Task<IReadOnlyList<IdleSample>> RunAsync(CancellationToken cancellation)
    {
        await using var simulated = await SimulatedProcess.StartAsync(options.Masters, options.Sentinels, Deadline, cancellation).ConfigureAwait(false);
        await using var sink = await WebhookSink.StartAsync(cancellation).ConfigureAwait(false);
        List<IdleSample> samples = [];
        for (var start = 1; start <= options.Starts; start++)
        {
            var sample = await StartAsync(simulated, sink.Url, cancellation).ConfigureAwait(false);
            samples.Add(sample);
            note(string.Create(
                CultureInfo.InvariantCulture,
                $"start {start} of {options.Starts}: watching after {sample.StartToWatching.TotalSeconds:0.00} s, {ProcessFigures.Megabytes(sample.Figures.Rss)} MB, at most {ProcessFigures.Megabytes(sample.Figures.PeakRss)} MB, {sample.PercentOfACore:0.00} % of a core"));
        }

        return samples;
    }

    private async Task<IdleSample> StartAsync(SimulatedProcess simulated, Uri hook, CancellationToken cancellation)
    {
        await using var worker = await MeasuredWorker.StartAsync(
            options.Program,
            simulated.Addresses,
            options.Masters,
            configuration => configuration["Destinations"] = new JsonObject { ["hook"] = new JsonObject { ["Kind"] = "Webhook", ["Url"] = hook.ToString() } },
            Deadline,
            cancellation).ConfigureAwait(false);
        await Task.Delay(options.Settling, TimeProvider.System, cancellation).ConfigureAwait(false);
        var before = worker.Figures;
        await Task.Delay(options.Window, TimeProvider.System, cancellation).ConfigureAwait(false);
        var after = worker.Figures;
        return new IdleSample(worker.StartToWatching, after, after.PercentOfACoreSince(before));
    }
}
