namespace SentinelEvents.Lab;

/// <summary>Has simulated sentinels say a script, each at its own pace.</summary>
internal static class StormPlayer
{
    /// <summary>A sentinel's own timer has ten to nineteen turns a second; what a turn brings up is written at its end.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(50);

    internal static async Task<PlayedStorm> PlayAsync(SimulatedDeployment deployment, IReadOnlyList<StormLine> script, CancellationToken cancellation)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var last = await Task.WhenAll(deployment.Sentinels.Select((sentinel, number) =>
            PlayAsync(sentinel, [.. script.Where(line => line.Sentinel == number)], begun, cancellation))).ConfigureAwait(false);
        return new PlayedStorm(script.Count, begun, last.Max());
    }

    private static async Task<long> PlayAsync(SimulatedSentinel sentinel, IReadOnlyList<StormLine> lines, long begun, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        using var timer = new PeriodicTimer(Turn, time);
        var next = 0;
        while (next < lines.Count)
        {
            await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false);
            var now = time.GetElapsedTime(begun);
            List<(string Channel, string Payload)> due = [];
            for (; next < lines.Count && lines[next].At <= now; next++)
            {
                due.Add((lines[next].Channel, lines[next].Payload));
                if (lines[next].Holds is { } holds)
                {
                    sentinel.Hold(holds);
                }
            }

            await sentinel.PublishAsync(due).ConfigureAwait(false);
        }

        return time.GetTimestamp();
    }
}
