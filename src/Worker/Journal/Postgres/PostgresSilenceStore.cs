using Dapper;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>Silences in PostgreSQL, which all workers share.</summary>
internal sealed class PostgresSilenceStore(PostgresDatabase database) : ISilenceStore
{
    // Two that are kept at one moment must see each other.
    private const string Turn = $"SELECT pg_advisory_xact_lock({PostgresLocks.Silences})";

    public TimeSpan Pace => TimeSpan.FromSeconds(2);

    public async Task<string> ReadRevisionAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await SilenceStatements.ReadRevisionAsync(connection, cancellation);
    }

    public async Task<IReadOnlyList<KeptSilence>> ReadAsync(DateTimeOffset notOverBy, int limit, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await SilenceStatements.ReadAsync(PostgresDialect.Instance, connection, notOverBy, limit, cancellation);
    }

    public async Task<KeptSilence?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await SilenceStatements.FindAsync(PostgresDialect.Instance, connection, id, cancellation);
    }

    public Task<KeepSilenceResult> KeepAsync(KeptSilence silence, int most, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(Turn, transaction: transaction, cancellationToken: cancellation));
            return await SilenceStatements.KeepAsync(PostgresDialect.Instance, transaction, silence, most, cancellation);
        },
        cancellation);

    public Task<bool> EndAsync(Guid id, DateTimeOffset at, string from, CancellationToken cancellation) =>
        database.WriteAsync(transaction => SilenceStatements.EndAsync(PostgresDialect.Instance, transaction, id, at, from, cancellation), cancellation);
}
