using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>Faults at random, then repair, then quiet, then the verdict.</summary>
internal sealed class ChaosRun(ChaosOptions options, Action<string> tell) : IAsyncDisposable
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(10);

    /// <summary>Something is missing, and nothing came for so long: it will not come. Longer than the pauses between attempts that the faults can have led to.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TimeProvider time = TimeProvider.System;
    private readonly LabDirectory directory = LabDirectory.Create(string.Create(CultureInfo.InvariantCulture, $"chaos-{options.Seed}"));
    private readonly Lock gate = new();
    private readonly Dictionary<FaultKind, int> faults = [];
    private readonly List<string> notes = [];
    private ProofStage? stage;
    private int impossible;

    /// <summary>Where the logs are; they are kept when the verdict is not good.</summary>
    public string Directory => directory.Path;

    public async Task<ChaosResult> RunAsync(CancellationToken cancellation)
    {
        var plan = FaultPlan.Make(options);
        await File.WriteAllLinesAsync(directory.File("plan.txt"), plan.Select(fault => fault.ToString()), cancellation).ConfigureAwait(false);
        var deployment = new RedisDeploymentOptions
        {
            Masters = options.Masters,
            Sentinels = options.Sentinels,
            Quorum = (options.Sentinels / 2) + 1,
            DownAfter = TimeSpan.FromMilliseconds(1500),
            FailoverTimeout = TimeSpan.FromSeconds(6),
            SentinelsBehindProxies = true,
        };
        stage = await ProofStage.StartAsync(deployment, withBroker: true, options.Journal, options.Workers, directory.Path, cancellation).ConfigureAwait(false);
        tell(string.Create(
            CultureInfo.InvariantCulture,
            $"Started: {options.Masters} masters with 2 replicas each, {options.Sentinels} sentinels behind proxies, {options.Workers} workers with their journal in {options.Journal}, RabbitMQ with a consumer, a webhook sink, an SMTP server. {plan.Count} faults planned. Logs: {directory.Path}"));
        var started = time.GetTimestamp();
        var injector = new FaultInjector(stage);
        var repair = new DeploymentRepair(stage.Deployment, injector, tell);
        try
        {
            await InjectAsync(plan, injector, started, cancellation).ConfigureAwait(false);
            tell(string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(started):mm\\:ss}  the last fault has ended; waiting until all is well and told"));
            await repair.HealAsync(cancellation).ConfigureAwait(false);
            foreach (var worker in stage.Workers)
            {
                await worker.WaitUntilSightedAsync(TimeSpan.FromMinutes(1), cancellation).ConfigureAwait(false);
            }

            await stage.WaitUntilToldAsync(Owing.Visible, options.Quiet, Patience, cancellation).ConfigureAwait(false);
            foreach (var worker in stage.Workers)
            {
                await worker.StopAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            stage.Keep(stage.Record(Owing.Visible));
            await File.WriteAllLinesAsync(directory.File("notes.txt"), notes, CancellationToken.None).ConfigureAwait(false);
        }

        return new ChaosResult(faults, impossible, repair.Done, time.GetElapsedTime(started), Judge.Decide(stage.Record(Owing.Visible)));
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

    private async Task InjectAsync(IReadOnlyList<PlannedFault> plan, FaultInjector injector, long started, CancellationToken cancellation)
    {
        List<Task> playing = [];
        var shown = TimeSpan.Zero;
        var next = 0;
        while (next < plan.Count || playing.Exists(one => !one.IsCompleted))
        {
            var elapsed = time.GetElapsedTime(started);
            for (; next < plan.Count && plan[next].At <= elapsed; next++)
            {
                playing.Add(PlayAsync(injector, plan[next], started, cancellation));
            }

            if (elapsed - shown >= ProgressEvery)
            {
                shown = elapsed;
                Progress(elapsed);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellation).ConfigureAwait(false);
            foreach (var worker in stage!.Workers)
            {
                worker.ThrowIfEnded();
            }
        }

        await Task.WhenAll(playing).ConfigureAwait(false);
    }

    private async Task PlayAsync(FaultInjector injector, PlannedFault fault, long started, CancellationToken cancellation)
    {
        var outcome = await injector.PlayAsync(fault, cancellation).ConfigureAwait(false);
        lock (gate)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(started):mm\\:ss\\.f} ended: {fault}: {outcome}"));
            if (outcome is FaultOutcome.Done)
            {
                faults[fault.Kind] = faults.GetValueOrDefault(fault.Kind) + 1;
            }
            else
            {
                impossible++;
            }
        }
    }

    private void Progress(TimeSpan elapsed)
    {
        int done;
        lock (gate)
        {
            done = faults.Values.Sum();
        }

        var told = string.Join(", ", stage!.Receivers.Accounts.Select(account => string.Create(
            CultureInfo.InvariantCulture, $"{account.Name} {account.Deliveries.Where(one => one.Kind == EventKind.MasterSwitched).DistinctBy(one => one.EventId).Count()}")));
        tell(string.Create(CultureInfo.InvariantCulture, $"{elapsed:mm\\:ss}  {done} faults over, {stage.SwitchesSoFar()} switches; told: {told}"));
    }
}
