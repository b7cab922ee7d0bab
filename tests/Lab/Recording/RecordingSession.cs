using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Simulation;

namespace SentinelEvents.Lab;

/// <summary>Starts a deployment, plays a scenario on it and keeps what was observed.</summary>
internal static class RecordingSession
{
    private const int Seed = 1;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    public static async Task<RecordingFile> PlayAsync(RecordingScenario scenario, Action<string> tell, CancellationToken cancellation)
    {
        await using var deployment = await RedisDeployment.StartAsync(scenario.Options, Deadline, cancellation).ConfigureAwait(false);
        var sentinels = new SortedDictionary<string, SentinelIdentity>(StringComparer.Ordinal);
        foreach (var sentinel in deployment.Sentinels)
        {
            var id = await sentinel.RunAsync(["SENTINEL", "MYID"], cancellation).ConfigureAwait(false);
            sentinels[((char)('a' + sentinels.Count)).ToString()] = new SentinelIdentity(id.Text!, new HostAddress("127.0.0.1", sentinel.Port));
        }

        var cluster = new ClusterOptions
        {
            Name = "local",
            Sentinels = deployment.SentinelAddresses,
            SnapshotInterval = TimeSpan.FromSeconds(5),
        };
        var recorder = new Recorder(cluster, Seed, tell);
        await using (recorder.ConfigureAwait(false))
        {
            await recorder.StartAsync(cancellation).ConfigureAwait(false);
            var stage = new RecordingStage(deployment, recorder, cancellation);
            await stage.PassAsync(10).ConfigureAwait(false);
            await scenario.PlayAsync(stage).ConfigureAwait(false);
            await stage.HealthyAsync().ConfigureAwait(false);
            // Two readings of everybody, and what is only believed after it held for a while.
            await stage.PassAsync(12).ConfigureAwait(false);
        }

        var lines = recorder.Lines;
        var version = lines.Select(line => (line.Observation as SnapshotTaken)?.Snapshot.Version).First(text => text is not null)!;
        var header = new RecordingHeader(
            scenario.Name,
            scenario.Description,
            version,
            recorder.StartedAt,
            Seed,
            scenario.Options.DownAfter,
            scenario.Options.FailoverTimeout,
            recorder.Policy,
            sentinels,
            [.. lines.Where(line => line.Action is not null)]);
        return new RecordingFile(header, lines);
    }
}
