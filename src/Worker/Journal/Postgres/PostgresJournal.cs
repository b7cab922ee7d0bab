using System.Data;
using Dapper;
using Npgsql;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>The journal in PostgreSQL, which any number of workers share: whoever decides upon a state that is no longer the newest is told so.</summary>
internal sealed partial class PostgresJournal(
    PostgresDatabase database, PostgresSchema schema, PostgresWorkerName worker, TimeProvider time, ILogger<PostgresJournal> logger)
    : IJournal, IDisposable
{
    private const string RemoveWorkers = "DELETE FROM worker WHERE seen_at < now() - interval '7 days' AND name <> @name";

    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly ObservationPlanner planner = new();
    private readonly PostgresRevisions revisions = new();
    private PostgresCommitter? committer;
    private bool open;

    public async Task OpenAsync(CancellationToken cancellation)
    {
        if (open)
        {
            throw new InvalidOperationException("The journal is open.");
        }

        try
        {
            await schema.UpgradeAsync(database, logger, cancellation);
            await using (var connection = await database.OpenAsync(cancellation))
            {
                // Without the right to write, or on a standby, it fails here, rather than with the first event.
                await connection.ExecuteAsync(new CommandDefinition("DELETE FROM state WHERE false", cancellationToken: cancellation));
            }

            await worker.TakeAsync(cancellation);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            throw PostgresFailures.Explain(exception, database);
        }

        open = true;
        LogOpened(database.Place, worker.Name);
    }

    public async Task<IReadOnlyList<StateEntry>> LoadStateAsync(CancellationToken cancellation)
    {
        RequireOpen();
        await turn.WaitAsync(cancellation);
        try
        {
            await using var connection = await database.OpenAsync(cancellation);

            // Entries and revisions as they were at one moment.
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            var entries = await ReadStatements.LoadStateAsync(PostgresDialect.Instance, connection, transaction, cancellation);
            await revisions.LoadAsync(transaction, cancellation);
            return entries;
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task<CommitResult> CommitAsync(JournalBatch batch, CancellationToken cancellation)
    {
        RequireOpen();
        await turn.WaitAsync(cancellation);
        try
        {
            var plan = planner.Plan(batch.Observations);
            committer ??= new PostgresCommitter(await database.OpenAsync(cancellation), revisions);
            var result = await committer.CommitAsync(batch, plan.Rows, worker.Name, time.GetUtcNow(), cancellation);
            if (result is CommitResult.Committed)
            {
                planner.Committed(plan);
            }

            return result;
        }
        catch
        {
            // Whatever state the connection is in, the next attempt has another one.
            Disconnect();
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    public async Task<long> RemoveBeforeAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        RequireOpen();
        await using (var connection = await database.OpenAsync(cancellation))
        {
            await connection.ExecuteAsync(new CommandDefinition(RemoveWorkers, new { name = worker.Name }, cancellationToken: cancellation));
        }

        return await RemoveAllAsync(transaction => RetentionStatements.RemoveObservationsAsync(transaction, before, cancellation))
            + await RemoveAllAsync(transaction => RetentionStatements.RemoveEventsAsync(PostgresDialect.Instance, transaction, before, cancellation))
            + await RemoveAllAsync(transaction => SilenceStatements.RemoveAsync(transaction, before, cancellation));

        async Task<long> RemoveAllAsync(Func<NpgsqlTransaction, Task<int>> removePiece)
        {
            var all = 0L;
            for (var removed = 1; removed > 0; all += removed)
            {
                removed = await database.WriteAsync(
                    async transaction => await IsMineAsync(transaction) ? await removePiece(transaction) : 0, cancellation);
            }

            return all;
        }

        // Another worker that removes at this moment removes for both.
        Task<bool> IsMineAsync(NpgsqlTransaction transaction) => transaction.Connection!.ExecuteScalarAsync<bool>(new CommandDefinition(
            $"SELECT pg_try_advisory_xact_lock({PostgresLocks.Removal})", transaction: transaction, cancellationToken: cancellation));
    }

    public void Dispose()
    {
        Disconnect();
        turn.Dispose();
    }

    private void Disconnect()
    {
        committer?.Dispose();
        committer = null;
    }

    private void RequireOpen()
    {
        if (!open)
        {
            throw new InvalidOperationException("The journal is not open.");
        }
    }
}
