using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>A deployment, its workers, everybody who is told, and the eyes of the judge: what both proofs play on.</summary>
internal sealed class ProofStage : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly Stack<IAsyncDisposable> parts = [];
    private readonly List<SentinelEye> eyes = [];
    private readonly List<ProofWorker> workers = [];
    private readonly DisturbanceBook book = new();

    private ProofStage(string directory) => Directory = directory;

    /// <summary>Where logs and accounts are kept.</summary>
    public string Directory { get; }

    public RedisDeployment Deployment { get; private set; } = null!;

    public ProofReceivers Receivers { get; private set; } = null!;

    public WorkerJournal Journal { get; private set; } = null!;

    public IReadOnlyList<ProofWorker> Workers => workers;

    public DisturbanceBook Book => book;

    public static async Task<ProofStage> StartAsync(RedisDeploymentOptions options, bool withBroker, JournalKind journal, int workers, string directory, CancellationToken cancellation)
    {
        var stage = new ProofStage(directory);
        try
        {
            stage.Deployment = stage.Keep(await RedisDeployment.StartAsync(options, Deadline, cancellation).ConfigureAwait(false));
            stage.Receivers = stage.Keep(await ProofReceivers.StartAsync(withBroker, cancellation).ConfigureAwait(false));
            foreach (var sentinel in stage.Deployment.Sentinels)
            {
                // On the port that it really listens on: the judge is never blinded with the worker.
                stage.eyes.Add(stage.Keep(new SentinelEye(sentinel.Port, stage.Deployment.MasterNames)));
            }

            stage.Journal = await stage.StartJournalAsync(journal, workers, cancellation).ConfigureAwait(false);
            for (var number = 0; number < workers; number++)
            {
                stage.workers.Add(stage.Keep(await ProofWorker.StartAsync(number, stage.Deployment, stage.Receivers, stage.Journal, directory).ConfigureAwait(false)));
            }

            foreach (var worker in stage.workers)
            {
                await worker.WaitUntilSightedAsync(Deadline, cancellation).ConfigureAwait(false);
            }

            await stage.WaitUntilSeenAsync(cancellation).ConfigureAwait(false);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>All that the judge needs, as it is now.</summary>
    public ProofRecord Record(Owing owing)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new ProofRecord
        {
            Masters = Deployment.MasterNames,
            Sentinels = [.. Deployment.Sentinels.Select(sentinel => SentinelAccount.Read(sentinel.Port, SentinelLog.Lines(sentinel.LogFile), now))],
            Holdings = [.. eyes.SelectMany(eye => eye.Holdings)],
            Disturbances = book.All(now),
            Receivers = Receivers.Accounts,
            Unreadable = Receivers.Consumer?.Faults ?? [],
            Owing = owing,
            Workers = workers.Count,
        };
    }

    /// <summary>Switches so far, for progress: times at which a majority came to hold another master.</summary>
    public int SwitchesSoFar()
    {
        var holdings = eyes.SelectMany(eye => eye.Holdings).ToList();
        return Deployment.MasterNames.Sum(master => Math.Max(0, AgreedRun.Of(master, holdings, (Deployment.Sentinels.Count / 2) + 1).Count - 1));
    }

    /// <summary>
    /// Waits until nothing is missing any more at any receiver, and nothing has come for a while. Gives up without a failure when nothing
    /// comes although something is missing: what is missing is the judge's to say.
    /// </summary>
    public async Task WaitUntilToldAsync(Owing owing, TimeSpan quiet, TimeSpan patience, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var last = -1;
        var since = time.GetTimestamp();
        while (true)
        {
            var record = Record(owing);
            var count = record.Receivers.Sum(receiver => receiver.Deliveries.Count);
            if (count != last)
            {
                last = count;
                since = time.GetTimestamp();
            }

            var idle = time.GetElapsedTime(since);
            if (idle >= patience || (idle >= quiet && !Judge.Decide(record).Findings.Any(finding => finding.Kind == FindingKind.Lost)))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Copies the sentinels' logs and writes what was told and done beside them.</summary>
    public void Keep(ProofRecord record)
    {
        foreach (var sentinel in Deployment.Sentinels)
        {
            if (File.Exists(sentinel.LogFile))
            {
                File.Copy(sentinel.LogFile, Path.Combine(Directory, string.Create(CultureInfo.InvariantCulture, $"sentinel-{sentinel.Port}.log")), overwrite: true);
            }
        }

        if (Receivers.Consumer is { } consumer)
        {
            File.WriteAllLines(Path.Combine(Directory, "consumer.log"), consumer.Process.Lines.Where(line => !line.StartsWith('{')));
        }

        File.WriteAllLines(Path.Combine(Directory, "holdings.txt"), record.Holdings.OrderBy(holding => holding.From).Select(holding => holding.ToString()));
        File.WriteAllLines(Path.Combine(Directory, "faults.txt"), record.Disturbances.Select(disturbance => disturbance.ToString()));
        foreach (var receiver in record.Receivers)
        {
            File.WriteAllLines(
                Path.Combine(Directory, $"told-{receiver.Name}.txt"),
                receiver.Deliveries.Select(told => string.Create(CultureInfo.InvariantCulture, $"{told.At:HH:mm:ss.fff} {told.Kind} {told.EventId} {(told.Event is null ? "" : Contracts.SentinelEventJson.Serialize(told.Event))}")));
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (parts.TryPop(out var part))
        {
            await part.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<WorkerJournal> StartJournalAsync(JournalKind kind, int workers, CancellationToken cancellation)
    {
        if (kind == JournalKind.Sqlite)
        {
            return workers == 1
                ? new WorkerJournal.Sqlite(Path.Combine(Directory, "sentinel-events.db"))
                : throw new LabException(string.Create(CultureInfo.InvariantCulture, $"{workers} workers cannot share a journal in SQLite: they need PostgreSQL."));
        }

        var server = Keep(await PostgresServer.StartAsync(Deadline, durable: true, cancellation).ConfigureAwait(false));
        var database = await server.CreateDatabaseAsync(cancellation).ConfigureAwait(false);
        return new WorkerJournal.Postgres(server, database, [.. Enumerable.Range(0, workers).Select(_ => Keep(TcpProxy.Start(server.Port)))]);
    }

    /// <summary>The judge begins when every eye has seen the master of the start.</summary>
    private Task WaitUntilSeenAsync(CancellationToken cancellation) => Eventually.BecomesAsync(
        "every sentinel has said who is master",
        () => eyes.TrueForAll(eye => eye.Holdings.Count >= Deployment.MasterNames.Count) ? null : string.Join(", ", eyes.Select(eye => eye.Holdings.Count)),
        Deadline,
        cancellation: cancellation);

    private T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        parts.Push(part);
        return part;
    }
}
