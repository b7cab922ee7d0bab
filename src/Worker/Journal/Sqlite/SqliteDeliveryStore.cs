namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>Deliveries in SQLite, over connections other than the one that commits.</summary>
internal sealed class SqliteDeliveryStore : IDeliveryStore, IDisposable
{
    private readonly SqliteDatabase database;
    private readonly bool ownsDatabase;
    private readonly SqliteWriter writer;

    public SqliteDeliveryStore(SqliteDatabase database)
        : this(database, ownsDatabase: false)
    {
    }

    private SqliteDeliveryStore(SqliteDatabase database, bool ownsDatabase) =>
        (this.database, this.ownsDatabase, writer) = (database, ownsDatabase, new SqliteWriter(database));

    /// <summary>Opens the deliveries of a journal for a command, whether or not a worker runs; it shares the file with the worker, not its lock.</summary>
    /// <exception cref="JournalUnusableException">There is no such file, it is no journal, or of another version; the message says which and the cure.</exception>
    public static SqliteDeliveryStore OpenExisting(JournalOptions options)
    {
        var database = new SqliteDatabase(options.ConnectionString);
        try
        {
            SqliteExisting.Require(database);
            return new SqliteDeliveryStore(database, ownsDatabase: true);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public async Task<IReadOnlyList<PendingDelivery>> TakeDueAsync(
        string destination, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await DeliveryStatements.TakeDueAsync(connection, destination, now, limit, cancellation);
    }

    public async Task<DateTimeOffset?> NextDueAsync(string destination, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await DeliveryStatements.NextDueAsync(connection, destination, cancellation);
    }

    public Task RecordAsync(IReadOnlyList<DeliveryResult> results, CancellationToken cancellation) => results.Count == 0
        ? Task.CompletedTask
        : writer.WriteAsync(
            async transaction =>
            {
                await DeliveryStatements.RecordAsync(transaction, results, CancellationToken.None);
                return results.Count;
            },
            cancellation);

    public Task<RequeueResult> RequeueAsync(Guid eventId, string destination, DateTimeOffset now, CancellationToken cancellation) =>
        writer.WriteAsync(
            transaction => DeliveryStatements.RequeueAsync(transaction, eventId, destination, now, CancellationToken.None), cancellation);

    public void Dispose()
    {
        writer.Dispose();
        if (ownsDatabase)
        {
            database.Dispose();
        }
    }
}
