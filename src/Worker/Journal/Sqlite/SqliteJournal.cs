using Microsoft.Data.Sqlite;

namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>The journal in a SQLite file: one process writes, by one connection that stays open.</summary>
internal sealed partial class SqliteJournal(SqliteDatabase database, SqliteSchema schema, IWorkerName worker, TimeProvider time, ILogger<SqliteJournal> logger)
    : IJournal, IDisposable
{
    private readonly SqliteWriter writer = new(database);
    private readonly ObservationPlanner planner = new();
    private SqliteFileLock? held;
    private BatchWriter? batches;
    private SqliteStateWriter? states;

    /// <summary>The one connection that commits.</summary>
    internal SqliteWriter Writer => writer;

    public Task OpenAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (held is not null)
        {
            throw new InvalidOperationException("The journal is open.");
        }

        CreateDirectory();
        var taken = SqliteFileLock.Take(database.Path, time);
        try
        {
            Prepare();
        }
        catch (SqliteException exception)
        {
            taken.Dispose();
            throw SqliteFailures.Explain(exception, database.Path);
        }
        catch
        {
            taken.Dispose();
            throw;
        }

        held = taken;
        LogOpened(database.Path);
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<StateEntry>> LoadStateAsync(CancellationToken cancellation)
    {
        RequireOpen();
        await using var connection = database.OpenReader();
        return await ReadStatements.LoadStateAsync(SqliteDialect.Instance, connection, null, cancellation);
    }

    public async Task<CommitResult> CommitAsync(JournalBatch batch, CancellationToken cancellation)
    {
        RequireOpen();
        var (_, added) = await writer.WriteAsync(
            async transaction =>
            {
                var plan = planner.Plan(batch.Observations);
                PrepareOn(transaction.Connection!);
                var events = await batches!.WriteAsync(batch, plan.Rows, worker.Name, time.GetUtcNow(), transaction);
                await states!.WriteAsync(batch.State, transaction);
                return (Plan: plan, Events: events);
            },
            done => planner.Committed(done.Plan),
            cancellation);
        return added.Count == 0 ? CommitResult.Committed.Instance : new CommitResult.Committed { Events = added };
    }

    public async Task<long> RemoveBeforeAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        RequireOpen();
        return await RemoveAllAsync(transaction => RetentionStatements.RemoveObservationsAsync(transaction, before, CancellationToken.None))
            + await RemoveAllAsync(transaction => RetentionStatements.RemoveEventsAsync(SqliteDialect.Instance, transaction, before, CancellationToken.None))
            + await RemoveAllAsync(transaction => SilenceStatements.RemoveAsync(transaction, before, CancellationToken.None));

        async Task<long> RemoveAllAsync(Func<SqliteTransaction, Task<int>> removePiece)
        {
            var all = 0L;
            for (var removed = 1; removed > 0; all += removed)
            {
                removed = await writer.WriteAsync(removePiece, cancellation);

                // Whoever waits for a turn has it before the next piece.
                await Task.Yield();
            }

            return all;
        }
    }

    public void Dispose()
    {
        batches?.Dispose();
        states?.Dispose();
        database.CloseIdleReaders();
        writer.Dispose();
        held?.Dispose();
        held = null;
    }

    private void CreateDirectory()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(database.Path)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalUnusableException(
                $"The directory of the journal {database.Path} cannot be created. Create it and give the worker's user write permission, or correct Journal:ConnectionString.",
                exception);
        }
    }

    private void Prepare()
    {
        using var connection = database.OpenCreator();
        switch (schema.Inspect(connection))
        {
            case SchemaStanding.Ahead:
                throw SchemaProblems.Newer(database.Path);
            case SchemaStanding.Foreign:
                throw SqliteSchema.Foreign(database.Path);
            case SchemaStanding.Empty or SchemaStanding.Behind:
                schema.Upgrade(database, logger);
                break;
            case SchemaStanding.Current:
            default:
                break;
        }

        // A file that can only be read fails here, rather than with the first event; to begin a transaction is not enough for that.
        using var probe = connection.CreateCommand();
        probe.CommandText = "DELETE FROM state WHERE 1 = 0";
        probe.ExecuteNonQuery();
    }

    private void PrepareOn(SqliteConnection connection)
    {
        if (batches is null || !ReferenceEquals(batches.Connection, connection))
        {
            batches?.Dispose();
            states?.Dispose();
            batches = new BatchWriter(connection, SqliteDialect.Instance);
            states = new SqliteStateWriter(connection);
        }
    }

    private void RequireOpen()
    {
        if (held is null)
        {
            throw new InvalidOperationException("The journal is not open.");
        }
    }
}
