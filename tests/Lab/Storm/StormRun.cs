using System.Globalization;
using System.Text.Json.Nodes;

namespace SentinelEvents.Lab;

/// <summary>All masters of a large simulated deployment die within a second, and a service has to tell of it over a real broker.</summary>
internal sealed class StormRun(StormOptions options, Action<string> note)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider time = TimeProvider.System;

    internal async Task<StormResult> RunAsync(CancellationToken cancellation)
    {
        note("Starting RabbitMQ, the simulated sentinels and the service");
        await using var rabbit = await RabbitMqServer.StartAsync(Deadline, cancellation).ConfigureAwait(false);
        await using var tap = await BusTap.StartAsync(rabbit.Uri, cancellation).ConfigureAwait(false);
        await using var simulated = await SimulatedProcess.StartAsync(options.Masters, options.Sentinels, Deadline, cancellation).ConfigureAwait(false);
        await using var worker = await MeasuredWorker.StartAsync(
            options.Program,
            simulated.Addresses,
            options.Masters,
            configuration =>
            {
                configuration["Bus"] = new JsonObject { ["Transport"] = "RabbitMq", ["RabbitMq"] = new JsonObject { ["Uri"] = rabbit.Uri.ToString() } };
                configuration["Clusters"]![0]!["DataNodes"] = new JsonObject { ["Enabled"] = false };
            },
            Deadline,
            cancellation).ConfigureAwait(false);
        note(string.Create(CultureInfo.InvariantCulture, $"Watching after {worker.StartToWatching.TotalSeconds:0.0} s; the masters die after {options.Settling.TotalSeconds:0} s more"));
        await Task.Delay(options.Settling, time, cancellation).ConfigureAwait(false);
        var journal = new JournalFile(worker.JournalFile);
        var known = journal.Events().Select(one => one.EventId).ToHashSet();
        var before = worker.Figures;
        ProcessFigures.ForgetPeak(worker.Worker.Process.Id);
        note($"{ProcessFigures.Megabytes(before.Rss)} MB, at most {ProcessFigures.Megabytes(before.PeakRss)} MB so far. The masters die");

        var playing = simulated.StormAsync(Deadline, cancellation);
        var (mostWaiting, missed) = await SettleAsync(worker, journal, tap, playing, cancellation).ConfigureAwait(false);
        return new StormResult
        {
            Played = await playing.ConfigureAwait(false),
            Masters = options.Masters,
            Journalled = [.. journal.Events().Where(one => !known.Contains(one.EventId))],
            Bus = [.. tap.Received.Where(message => !known.Contains(message.EventId))],
            Before = before,
            After = worker.Figures,
            MostWaiting = mostWaiting,
            Missed = missed,
        };
    }

    /// <summary>Waits until nothing more comes of it.</summary>
    private async Task<(long MostWaiting, long Missed)> SettleAsync(
        MeasuredWorker worker, JournalFile journal, BusTap tap, Task<PlayedStorm> playing, CancellationToken cancellation)
    {
        var mostWaiting = 0L;
        var missed = 0L;
        var seen = (Events: 0, Undelivered: 0, Told: 0);
        var changed = time.GetTimestamp();
        var told = time.GetTimestamp();
        await worker.Worker.WaitUntilAsync(
            "has told of everything, and nothing more comes",
            async token =>
            {
                await Task.Delay(Pause, time, token).ConfigureAwait(false);
                (var waiting, missed) = await worker.QueueAsync(token).ConfigureAwait(false);
                mostWaiting = Math.Max(mostWaiting, waiting);
                var (events, undelivered) = journal.Count();
                var now = (events, undelivered, tap.Count);
                if (now != seen || waiting > 0 || !playing.IsCompleted || undelivered > 0)
                {
                    changed = time.GetTimestamp();
                }

                seen = now;
                var text = string.Create(CultureInfo.InvariantCulture, $"{events} events, {undelivered} undelivered, {tap.Count} on the bus, {waiting} observations wait, {missed} missed, {ProcessFigures.Megabytes(worker.Figures.Rss)} MB");
                if (time.GetElapsedTime(told) > TimeSpan.FromSeconds(1))
                {
                    told = time.GetTimestamp();
                    note(text);
                }

                return time.GetElapsedTime(changed) > options.Quiet ? null : text;
            },
            Deadline,
            cancellation).ConfigureAwait(false);
        return (mostWaiting, missed);
    }
}
