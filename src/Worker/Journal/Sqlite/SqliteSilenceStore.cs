namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>Silences in SQLite. One process holds the file, so hardly anybody else changes them.</summary>
internal sealed class SqliteSilenceStore(SqliteDatabase database) : ISilenceStore, IDisposable
{
    private readonly SqliteWriter writer = new(database);

    public TimeSpan Pace => TimeSpan.FromSeconds(30);

    public async Task<string> ReadRevisionAsync(CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await SilenceStatements.ReadRevisionAsync(connection, cancellation);
    }

    public async Task<IReadOnlyList<KeptSilence>> ReadAsync(DateTimeOffset notOverBy, int limit, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await SilenceStatements.ReadAsync(SqliteDialect.Instance, connection, notOverBy, limit, cancellation);
    }

    public async Task<KeptSilence?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await SilenceStatements.FindAsync(SqliteDialect.Instance, connection, id, cancellation);
    }

    public Task<KeepSilenceResult> KeepAsync(KeptSilence silence, int most, CancellationToken cancellation) =>
        writer.WriteAsync(transaction => SilenceStatements.KeepAsync(SqliteDialect.Instance, transaction, silence, most, CancellationToken.None), cancellation);

    public Task<bool> EndAsync(Guid id, DateTimeOffset at, string from, CancellationToken cancellation) =>
        writer.WriteAsync(transaction => SilenceStatements.EndAsync(SqliteDialect.Instance, transaction, id, at, from, CancellationToken.None), cancellation);

    public void Dispose() => writer.Dispose();
}
