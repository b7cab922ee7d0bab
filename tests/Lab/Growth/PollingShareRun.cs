using System.Globalization;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Lab;

/// <summary>
/// Has a real sentinel monitor one real master under many names, each with a replica, which is all that its answers depend on; and measures what the service's
/// commands cost it: what its process takes with the service, above what it takes without.
/// </summary>
internal sealed class PollingShareRun(string program, TimeSpan window)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan DownAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(12);

    private static readonly TimeSpan Prompt = TimeSpan.FromMilliseconds(50);
    private const int Answers = 40;

    /// <summary>At the interval that it has by default its share is too small to be told from what the sentinel does anyway.</summary>
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);

    internal async Task<PollingShare> RunAsync(int masters, CancellationToken cancellation)
    {
        var options = new RedisDeploymentOptions
        {
            ReplicasPerMaster = 1,
            DownAfter = DownAfter,
            SentinelSettings = [],
        };
        await using var deployment = await RedisDeployment.StartAsync(options, Deadline, cancellation).ConfigureAwait(false);
        // Named one by one they would each be written to disk with all before them, while nobody is answered.
        var port = deployment.Nodes[0].Port;
        foreach (var sentinel in deployment.Sentinels)
        {
            await RedisDeployment.StopSentinelAsync(sentinel).ConfigureAwait(false);
            sentinel.Reconfigure(lines => lines.Concat(Enumerable.Range(2, masters - 1).SelectMany(number => Monitored(number, port))));
            await RedisDeployment.StartSentinelAsync(sentinel, Deadline, cancellation).ConfigureAwait(false);
        }

        var measured = deployment.Sentinels[0];
        await Eventually.BecomesAsync(
            "every name with its replica and the other sentinels",
            async token =>
            {
                try
                {
                    var reply = await measured.RunAsync(["SENTINEL", "MASTERS"], token).ConfigureAwait(false);
                    var found = reply.Items.Select(item => item.Fields()).Count(fields => fields["num-slaves"] == "1" && fields["num-other-sentinels"] == "2");
                    return found == masters ? null : string.Create(CultureInfo.InvariantCulture, $"{found} of {masters}");
                }
                catch (LabException silence)
                {
                    // It writes its configuration for each replica and sentinel that it finds.
                    return silence.Message;
                }
            },
            Deadline,
            cancellation: cancellation).ConfigureAwait(false);

        // What it wrote last is on disk once it answers at once again.
        await RestsAsync(measured, cancellation).ConfigureAwait(false);
        var alone = await TakenAsync(measured, cancellation).ConfigureAwait(false);
        await using var worker = await MeasuredWorker.StartAsync(
            program,
            deployment.SentinelAddresses,
            masters,
            configuration => configuration["Clusters"]![0]!["SnapshotInterval"] = Often.ToString("c", CultureInfo.InvariantCulture),
            Deadline,
            cancellation).ConfigureAwait(false);
        await Task.Delay(Settling, TimeProvider.System, cancellation).ConfigureAwait(false);
        var asked = await TakenAsync(measured, cancellation).ConfigureAwait(false);

        // What a command costs is measured, and the number of commands is known: more than the sentinel can answer in a second are asked for more slowly.
        const int commandsForAMaster = 5;
        var interval = SnapshotPace.Of(new ClusterOptions { Name = SwitchWatch.Cluster, Sentinels = [] }.SnapshotInterval, masters);
        var commands = commandsForAMaster * masters / interval.TotalSeconds;
        return new PollingShare(masters, commands, (asked.Percent - alone.Percent) / (asked.Commands - alone.Commands) * commands);
    }

    private static Task RestsAsync(SentinelNode sentinel, CancellationToken cancellation)
    {
        var prompt = 0;
        return Eventually.BecomesAsync(
            $"a sentinel that answers within {Prompt.TotalMilliseconds} ms, {Answers} times in a row",
            async token =>
            {
                var asked = TimeProvider.System.GetTimestamp();
                try
                {
                    _ = await CommandsAsync(sentinel, token).ConfigureAwait(false);
                }
                catch (LabException silence)
                {
                    prompt = 0;
                    return silence.Message;
                }

                prompt = TimeProvider.System.GetElapsedTime(asked) <= Prompt ? prompt + 1 : 0;
                return prompt >= Answers ? null : string.Create(CultureInfo.InvariantCulture, $"{prompt} times");
            },
            Deadline,
            cancellation: cancellation);
    }

    /// <summary>What the sentinel does in a second, for whomever.</summary>
    private async Task<(double Commands, double Percent)> TakenAsync(SentinelNode sentinel, CancellationToken cancellation)
    {
        var before = ProcessFigures.Read(sentinel.Process!.Id);
        var commands = await CommandsAsync(sentinel, cancellation).ConfigureAwait(false);
        await Task.Delay(window, TimeProvider.System, cancellation).ConfigureAwait(false);
        commands = await CommandsAsync(sentinel, cancellation).ConfigureAwait(false) - commands;
        var after = ProcessFigures.Read(sentinel.Process.Id);
        return (commands / TimeProvider.System.GetElapsedTime(before.At, after.At).TotalSeconds, after.PercentOfACoreSince(before));
    }

    private static IEnumerable<string> Monitored(int number, int port)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"sentinel monitor name{number} 127.0.0.1 {port} 2");
        yield return string.Create(CultureInfo.InvariantCulture, $"sentinel down-after-milliseconds name{number} {DownAfter.TotalMilliseconds:0}");
    }

    private static async Task<long> CommandsAsync(SentinelNode sentinel, CancellationToken cancellation)
    {
        const string name = "total_commands_processed:";
        var text = (await sentinel.RunAsync(["INFO", "stats"], cancellation).ConfigureAwait(false)).Text ?? "";
        var line = text.Split("\r\n").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) ?? throw new LabException($"INFO stats of a sentinel has no {name}");
        return long.Parse(line[name.Length..], CultureInfo.InvariantCulture);
    }
}
