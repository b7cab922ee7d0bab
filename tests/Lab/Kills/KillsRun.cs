using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>
/// One failover after another, and in each a worker is killed with SIGKILL at random moments: from just before the failover is triggered
/// until some seconds after the last sentinel has announced it. It is started again at once, and must tell every switch once.
/// </summary>
internal sealed class KillsRun(KillsOptions options, Action<string> tell) : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>A kill may come so long before the failover is triggered.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromMilliseconds(400);

    /// <summary>And so long after the third sentinel's <c>+switch-master</c>.</summary>
    private static readonly TimeSpan After = TimeSpan.FromSeconds(3);

    private const int MostInOneFailover = 3;

    private readonly TimeProvider time = TimeProvider.System;
    private readonly Random random = new(options.Seed);
    private readonly LabDirectory directory = LabDirectory.Create(string.Create(CultureInfo.InvariantCulture, $"kills-{options.Seed}"));

    /// <summary>How long a failover took last, from its trigger to the third announcement; the first guess is no measurement.</summary>
    private readonly Dictionary<FailoverTrigger, TimeSpan> spans = new()
    {
        [FailoverTrigger.Command] = TimeSpan.FromSeconds(2.5),
        [FailoverTrigger.Kill] = TimeSpan.FromSeconds(5),
    };

    private ProofStage? stage;
    private int kills;

    /// <summary>Where the logs are; they are kept when the verdict is not good.</summary>
    public string Directory => directory.Path;

    public async Task<KillsResult> RunAsync(CancellationToken cancellation)
    {
        var deployment = new RedisDeploymentOptions { DownAfter = TimeSpan.FromMilliseconds(1200), FailoverTimeout = TimeSpan.FromSeconds(5) };
        stage = await ProofStage.StartAsync(deployment, options.WithBroker, options.Journal, options.Workers, directory.Path, cancellation).ConfigureAwait(false);
        tell($"Started: 1 master, 2 replicas, 3 sentinels, {options.Workers} workers with their journal in {options.Journal}, {(options.WithBroker ? "RabbitMQ with a consumer, " : "")}a webhook sink, an SMTP server. Logs: {directory.Path}");
        var started = time.GetTimestamp();
        var failovers = 0;
        while (kills < options.Count)
        {
            var before = kills / 10;
            await FailOverAsync(failovers++ % 2 == 0 ? FailoverTrigger.Command : FailoverTrigger.Kill, cancellation).ConfigureAwait(false);
            if (kills / 10 > before)
            {
                tell(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{time.GetElapsedTime(started):mm\\:ss}  {kills} kills in {failovers} failovers; {stage.SwitchesSoFar()} switches; told: {string.Join(", ", stage.Receivers.Accounts.Select(account => $"{account.Name} {account.Deliveries.DistinctBy(told => told.EventId).Count(told => told.Kind == Contracts.EventKind.MasterSwitched)}"))}"));
            }
        }

        await stage.Deployment.WaitUntilHealthyAsync(Deadline, cancellation).ConfigureAwait(false);
        await stage.WaitUntilToldAsync(Owing.Every, options.Quiet, TimeSpan.FromSeconds(90), cancellation).ConfigureAwait(false);
        foreach (var worker in stage.Workers)
        {
            await worker.StopAsync().ConfigureAwait(false);
        }

        var record = stage.Record(Owing.Every);
        stage.Keep(record);
        return new KillsResult(kills, failovers, time.GetElapsedTime(started), Judge.Decide(record));
    }

    public async ValueTask DisposeAsync()
    {
        if (stage is not null)
        {
            await stage.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Removes the logs, unless KEEP=1.</summary>
    public ValueTask ForgetAsync() => directory.DisposeAsync();

    private async Task FailOverAsync(FailoverTrigger trigger, CancellationToken cancellation)
    {
        await stage!.Deployment.WaitUntilReadyToFailOverAsync(Deadline, cancellation: cancellation).ConfigureAwait(false);
        // Each switch must be there to be found when the worker is back: the next one waits for that.
        foreach (var worker in stage.Workers)
        {
            await worker.WaitUntilSightedAsync(Deadline, cancellation).ConfigureAwait(false);
        }

        var old = await stage.Deployment.CurrentMasterAsync(cancellation: cancellation).ConfigureAwait(false);
        var number = Math.Min(random.Next(1, MostInOneFailover + 1), options.Count - kills);
        var moments = Enumerable.Range(0, number).Select(_ => random.NextDouble() * (Before + spans[trigger] + After)).Order().ToList();
        var announced = stage.Deployment.Sentinels.ToDictionary(sentinel => sentinel, sentinel => SentinelLog.Switches(sentinel.LogFile).Count);
        var killing = KillAsync(moments, cancellation);
        await Task.Delay(Before, time, cancellation).ConfigureAwait(false);
        var triggered = time.GetTimestamp();
        await (trigger == FailoverTrigger.Kill ? RedisDeployment.StopNodeAsync(old) : stage.Deployment.FailoverAsync(cancellation: cancellation)).ConfigureAwait(false);
        await stage.Deployment.WaitForOtherMasterAsync(old, Deadline, cancellation).ConfigureAwait(false);
        await Eventually.BecomesAsync(
            "the announcement of every sentinel",
            () => announced.Where(entry => SentinelLog.Switches(entry.Key.LogFile).Count <= entry.Value).Select(entry => $"none yet from {entry.Key.Port}").FirstOrDefault(),
            Deadline,
            cancellation: cancellation).ConfigureAwait(false);
        spans[trigger] = time.GetElapsedTime(triggered);
        if (!old.IsLive)
        {
            await RedisDeployment.RestartNodeAsync(old, Deadline, cancellation).ConfigureAwait(false);
        }

        await killing.ConfigureAwait(false);
    }

    private async Task KillAsync(List<TimeSpan> moments, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        foreach (var moment in moments)
        {
            var wait = moment - time.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
            }

            var worker = stage!.Workers[options.Workers == 1 ? 0 : random.Next(options.Workers)];
            using (stage.Book.Begin(string.Create(CultureInfo.InvariantCulture, $"worker {worker.Number} is killed and started again"), new DisturbedPart.Worker(worker.Number)))
            {
                await worker.KillAsync().ConfigureAwait(false);
                kills++;
                await worker.StartAgainAsync().ConfigureAwait(false);
            }
        }
    }
}
