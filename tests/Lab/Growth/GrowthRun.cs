using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>Has the service watch deployments of different sizes, one after the other.</summary>
internal sealed class GrowthRun(GrowthOptions options, Action<string> note)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <summary>After the start, before the window.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(12);

    internal async Task<IReadOnlyList<GrowthSample>> RunAsync(CancellationToken cancellation)
    {
        List<GrowthSample> samples = [];
        foreach (var (masters, sentinels) in options.Masters.SelectMany(masters => options.Sentinels.Select(sentinels => (masters, sentinels))))
        {
            var sample = await MeasureAsync(masters, sentinels, cancellation).ConfigureAwait(false);
            samples.Add(sample);
            note(string.Create(
                CultureInfo.InvariantCulture,
                $"{masters,5} masters x {sentinels} sentinels: {ProcessFigures.Megabytes(sample.Figures.Rss)} MB, {sample.PercentOfACore:0.00} % of a core, {sample.CommandsPerSecond:0.0} commands a second to each sentinel"));
        }

        return samples;
    }

    private async Task<GrowthSample> MeasureAsync(int masters, int sentinels, CancellationToken cancellation)
    {
        await using var simulated = await SimulatedProcess.StartAsync(masters, sentinels, Deadline, cancellation).ConfigureAwait(false);
        await using var worker = await MeasuredWorker.StartAsync(options.Program, simulated.Addresses, masters, static _ => { }, Deadline, cancellation).ConfigureAwait(false);
        await Task.Delay(Settling, TimeProvider.System, cancellation).ConfigureAwait(false);
        var before = worker.Figures;
        var asked = await simulated.CommandsAsync(cancellation).ConfigureAwait(false);
        await Task.Delay(options.Window, TimeProvider.System, cancellation).ConfigureAwait(false);
        var after = worker.Figures;
        var askedSince = (await simulated.CommandsAsync(cancellation).ConfigureAwait(false)).Zip(asked, (now, then) => now - then).Average();
        return new GrowthSample(
            masters,
            sentinels,
            worker.StartToWatching,
            after,
            after.PercentOfACoreSince(before),
            askedSince / TimeProvider.System.GetElapsedTime(before.At, after.At).TotalSeconds);
    }
}
