using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>
/// Hundreds of switches of simulated sentinels in a minute: real failovers take ten seconds each, and what a change of the worker wins or loses is less than what a
/// shared machine adds at random. Each switch is timed twice, the worker beside the bare subscriber, so that a bad moment of the machine is in both.
/// </summary>
internal static class SwitchCostRun
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>Not counted: much is compiled for the first of a process.</summary>
    private const int WarmUp = 5;

    private const int Masters = 8;

    internal static async Task<IReadOnlyList<SwitchCost>> RunAsync(SwitchCostOptions options, Action<string> note, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        await using var deployment = new SimulatedDeployment(Masters, options.Sentinels);
        await using var hook = await WebhookSink.StartAsync(cancellation).ConfigureAwait(false);
        await using var floor = await WebhookSink.StartAsync(cancellation).ConfigureAwait(false);
        await using var rabbit = options.WithRabbit ? await RabbitMqServer.StartAsync(Deadline, cancellation).ConfigureAwait(false) : null;
        await using var watch = await SwitchWatch.StartAsync(deployment, hook.Url, reports: null, rabbit?.Uri, options.Program, Deadline, cancellation).ConfigureAwait(false);
        await using var poster = await BarePoster.StartAsync([.. deployment.Sentinels.Select(sentinel => sentinel.Port)], floor.Url, "+switch-master", Deadline, cancellation).ConfigureAwait(false);
        var majority = (options.Sentinels / 2) + 1;
        List<SwitchCost> costs = [];
        for (var number = 0; number < options.Switches + WarmUp; number++)
        {
            await Task.Delay(options.Pace, time, cancellation).ConfigureAwait(false);
            var (told, posted) = (hook.Count, floor.Count);
            var (master, published) = await deployment.SwitchAsync(number % Masters).ConfigureAwait(false);
            await Eventually.BecomesAsync(
                "the worker's webhook and all posts of a switch",
                () => hook.Count > told && floor.Count >= posted + options.Sentinels ? null : string.Create(CultureInfo.InvariantCulture, $"{hook.Count - told} webhooks, {floor.Count - posted} posts"),
                Deadline,
                cancellation: cancellation).ConfigureAwait(false);
            var webhook = hook.Requests[told];
            if (ReceivedSwitch.TryRead(webhook) is not { } switched || switched.Body["data"]!["epoch"]!.GetValue<long>() != master.Epoch)
            {
                throw new LabException($"Another webhook than that of {master.Name}: {webhook.Text}");
            }

            if (number >= WarmUp)
            {
                costs.Add(new SwitchCost(time.GetElapsedTime(published, webhook.Timestamp), time.GetElapsedTime(published, floor.Requests[posted + majority - 1].Timestamp)));
                if (costs.Count % 50 == 0)
                {
                    note(string.Create(CultureInfo.InvariantCulture, $"{costs.Count} of {options.Switches}"));
                }
            }
        }

        return costs;
    }
}
