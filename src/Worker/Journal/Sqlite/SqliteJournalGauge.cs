namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>Measures a journal in SQLite.</summary>
internal sealed class SqliteJournalGauge(SqliteDatabase database, SqliteJournal journal) : IJournalGauge
{
    // In the file's header, meant for whoever owns the file, and used for nothing else here.
    private int mark;

    public Task ProveWritableAsync(CancellationToken cancellation) => journal.Writer.WriteAsync(
        transaction =>
        {
            using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            // Another value than the last: SQLite writes no page that stays as it is.
            mark ^= 1;
            command.CommandText = FormattableString.Invariant($"PRAGMA user_version = {mark + 1}");
            command.ExecuteNonQuery();
            return Task.FromResult(mark);
        },
        cancellation);

    public async Task<IReadOnlyList<DeliveryBacklog>> ReadBacklogAsync(IReadOnlyList<string> destinations, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await BacklogStatements.ReadAsync(SqliteDialect.Instance, connection, destinations, cancellation);
    }
}
