using Dapper;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>Measures a journal in PostgreSQL.</summary>
internal sealed class PostgresJournalGauge(PostgresDatabase database, IWorkerName worker) : IJournalGauge
{
    // The row that each worker freshens anyway. Written even where another has it, so that it is a commit in any case.
    private const string Mark = "INSERT INTO worker (name, started_at, seen_at) VALUES (@name, now(), now()) ON CONFLICT (name) DO UPDATE SET seen_at = now()";

    public Task ProveWritableAsync(CancellationToken cancellation) => database.WriteAsync(
        transaction => transaction.Connection!.ExecuteAsync(new CommandDefinition(
            Mark, new { name = PostgresText.ToColumn(worker.Name) }, transaction, cancellationToken: cancellation)),
        cancellation);

    public async Task<IReadOnlyList<DeliveryBacklog>> ReadBacklogAsync(IReadOnlyList<string> destinations, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await BacklogStatements.ReadAsync(PostgresDialect.Instance, connection, destinations, cancellation);
    }
}
