using System.Globalization;
using System.Text.RegularExpressions;

namespace SentinelEvents.Lab;

/// <summary>
/// Has a real sentinel monitor one real master under many names, each with a replica, which is all that its answers depend on; and asks it what the service's
/// commands cost it.
/// </summary>
internal sealed partial class PollingShareRun(string program, TimeSpan window)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(12);

    /// <summary>What the service sends; the sentinels send each other others, or the same to the data nodes only.</summary>
    private static readonly string[] Asked =
        ["info", "sentinel|masters", "sentinel|master", "sentinel|get-master-addr-by-name", "sentinel|replicas", "sentinel|sentinels", "sentinel|ckquorum", "sentinel|myid"];

    internal async Task<PollingShare> RunAsync(int masters, CancellationToken cancellation)
    {
        var options = new RedisDeploymentOptions
        {
            ReplicasPerMaster = 1,
            DownAfter = TimeSpan.FromSeconds(30),
            SentinelSettings = [],
        };
        await using var deployment = await RedisDeployment.StartAsync(options, Deadline, cancellation).ConfigureAwait(false);
        foreach (var sentinel in deployment.Sentinels)
        {
            for (var number = 2; number <= masters; number++)
            {
                await sentinel.RunAsync(
                    ["SENTINEL", "MONITOR", string.Create(CultureInfo.InvariantCulture, $"name{number}"), "127.0.0.1", deployment.Nodes[0].Port.ToString(CultureInfo.InvariantCulture), "2"],
                    cancellation).ConfigureAwait(false);
            }
        }

        var measured = deployment.Sentinels[0];
        await Eventually.BecomesAsync(
            "every name with its replica and the other sentinels",
            async token =>
            {
                var reply = await measured.RunAsync(["SENTINEL", "MASTERS"], token).ConfigureAwait(false);
                var found = reply.Items.Select(item => item.Fields()).Count(fields => fields["num-slaves"] == "1" && fields["num-other-sentinels"] == "2");
                return found == masters ? null : string.Create(CultureInfo.InvariantCulture, $"{found} of {masters}");
            },
            Deadline,
            cancellation: cancellation).ConfigureAwait(false);

        var idleBefore = ProcessFigures.Read(measured.Process!.Id);
        await Task.Delay(window, TimeProvider.System, cancellation).ConfigureAwait(false);
        var idle = ProcessFigures.Read(measured.Process.Id).PercentOfACoreSince(idleBefore);

        await using var worker = await MeasuredWorker.StartAsync(program, deployment.SentinelAddresses, masters, static _ => { }, Deadline, cancellation).ConfigureAwait(false);
        await Task.Delay(Settling, TimeProvider.System, cancellation).ConfigureAwait(false);
        var before = ProcessFigures.Read(measured.Process.Id);
        var (callsBefore, spentBefore) = await StatisticsAsync(measured, cancellation).ConfigureAwait(false);
        await Task.Delay(window, TimeProvider.System, cancellation).ConfigureAwait(false);
        var (calls, spent) = await StatisticsAsync(measured, cancellation).ConfigureAwait(false);
        var after = ProcessFigures.Read(measured.Process.Id);
        var elapsed = TimeProvider.System.GetElapsedTime(before.At, after.At);
        return new PollingShare(masters, (calls - callsBefore) / elapsed.TotalSeconds, (spent - spentBefore) / elapsed * 100, after.PercentOfACoreSince(before) - idle);
    }

    private static async Task<(long Calls, TimeSpan Spent)> StatisticsAsync(SentinelNode sentinel, CancellationToken cancellation)
    {
        var text = (await sentinel.RunAsync(["INFO", "commandstats"], cancellation).ConfigureAwait(false)).Text ?? "";
        var asked = Statistic().Matches(text).Where(match => Asked.Contains(match.Groups["name"].Value)).ToList();
        return (
            asked.Sum(match => long.Parse(match.Groups["calls"].Value, CultureInfo.InvariantCulture)),
            TimeSpan.FromMicroseconds(asked.Sum(match => long.Parse(match.Groups["usec"].Value, CultureInfo.InvariantCulture))));
    }

    [GeneratedRegex(@"cmdstat_(?<name>[^:]+):calls=(?<calls>\d+),usec=(?<usec>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Statistic();
}
