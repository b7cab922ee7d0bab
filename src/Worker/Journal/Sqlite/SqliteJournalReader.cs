using Microsoft.Data.Sqlite;

namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>Reads a journal in SQLite; a worker may write to it meanwhile.</summary>
internal sealed class SqliteJournalReader : IJournalReader, IDisposable
{
    private readonly SqliteDatabase database;
    private readonly bool ownsDatabase;

    public SqliteJournalReader(SqliteDatabase database)
        : this(database, ownsDatabase: false)
    {
    }

    private SqliteJournalReader(SqliteDatabase database, bool ownsDatabase) => (this.database, this.ownsDatabase) = (database, ownsDatabase);

    /// <summary>Opens a journal for a command, whether or not a worker runs. Changes nothing in it.</summary>
    /// <exception cref="JournalUnusableException">There is no such file, it is no journal, or of another version; the message says which and the cure.</exception>
    public static SqliteJournalReader OpenReadOnly(JournalOptions options)
    {
        var database = new SqliteDatabase(options.ConnectionString);
        try
        {
            SqliteExisting.Require(database);
            return new SqliteJournalReader(database, ownsDatabase: true);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public async Task<IReadOnlyList<JournalledEvent>> ReadEventsAsync(EventFilter filter, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        await using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
        return await ReadStatements.ReadEventsAsync(transaction, filter, cancellation);
    }

    public async Task<IReadOnlyList<DeliveryCount>> CountDeliveriesAsync(CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await ReadStatements.CountDeliveriesAsync(connection, cancellation);
    }

    public async Task<IReadOnlyList<ListedDelivery>> ReadDeliveriesAsync(DeliveryFilter filter, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await ReadStatements.ReadDeliveriesAsync(connection, filter, cancellation);
    }

    public async Task<IReadOnlyList<BlindInterval>> ReadBlindIntervalsAsync(string? cluster, DateTimeOffset? since, CancellationToken cancellation)
    {
        await using var connection = database.OpenReader();
        return await ReadStatements.ReadBlindIntervalsAsync(connection, cluster, since, cancellation);
    }

    public void Dispose()
    {
        if (ownsDatabase)
        {
            database.Dispose();
        }
    }
}
