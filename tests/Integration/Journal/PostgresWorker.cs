using Microsoft.Extensions.Logging.Abstractions;
using SentinelEvents.Unit.Journal;
using SentinelEvents.Worker.Journal.Postgres;

namespace SentinelEvents.Integration.Journal;

/// <summary>All that one worker has of a journal in PostgreSQL.</summary>
internal sealed class PostgresWorker : IAsyncDisposable
{
    public static readonly TimeSpan DefaultLease = TimeSpan.FromSeconds(15);

    private PostgresWorker(PostgresDatabase database, PostgresWorkerName name, PostgresJournal journal, PostgresDeliveryStore deliveries) =>
        (Database, Name, Journal, Deliveries, Reader) = (database, name, journal, deliveries, new PostgresJournalReader(database));

    public PostgresDatabase Database { get; }

    public PostgresWorkerName Name { get; }

    public PostgresJournal Journal { get; }

    public PostgresDeliveryStore Deliveries { get; }

    public PostgresJournalReader Reader { get; }

    /// <param name="connectionString">Where the journal is.</param>
    /// <param name="seed">Tells this run of the worker from others.</param>
    /// <param name="name">The name it would like.</param>
    /// <param name="lease">How long its claims hold.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="schema">Other scripts than the program's.</param>
    public static async Task<PostgresWorker> OpenAsync(
        string connectionString, int seed = 1, string name = "worker", TimeSpan? lease = null, TimeProvider? time = null, PostgresSchema? schema = null)
    {
        var clock = time ?? TimeProvider.System;
        var database = new PostgresDatabase(connectionString);
        var names = new PostgresWorkerName(database, name, new Random(seed), NullLogger<PostgresWorkerName>.Instance);
        var worker = new PostgresWorker(
            database,
            names,
            new PostgresJournal(database, schema ?? PostgresSchema.Embedded, names, clock, NullLogger<PostgresJournal>.Instance),
            new PostgresDeliveryStore(database, names, lease ?? DefaultLease, clock));
        try
        {
            await worker.Journal.OpenAsync(TestContext.Current.CancellationToken);
            return worker;
        }
        catch
        {
            await worker.DisposeAsync();
            throw;
        }
    }

    public JournalHandle ToHandle() => new(Journal, Deliveries, Reader, new PostgresSilenceStore(Database), Close) { Gauge = new PostgresJournalGauge(Database, Name) };

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private void Close()
    {
        Journal.Dispose();
        Name.Dispose();
        Database.Dispose();
    }
}
