using SentinelEvents.Worker.Journal.Postgres;
using SentinelEvents.Worker.Journal.Sqlite;

namespace SentinelEvents.Worker.Journal;

/// <summary>A journal that is there already, opened for a command beside the workers: it changes no schema and takes no worker's place.</summary>
internal sealed class ExistingJournal : IDisposable
{
    private readonly IDisposable[] owned;

    private ExistingJournal(IJournalReader reader, IDeliveryStore deliveries, params IDisposable[] owned) =>
        (Reader, Deliveries, this.owned) = (reader, deliveries, owned);

    public IJournalReader Reader { get; }

    public IDeliveryStore Deliveries { get; }

    /// <exception cref="JournalUnusableException">There is none, it is something else, of another version, or cannot be reached; the message says which and the cure.</exception>
    public static Task<ExistingJournal> OpenAsync(JournalOptions options, CancellationToken cancellation) => options.Provider switch
    {
        JournalProvider.Sqlite => Task.FromResult(OpenSqlite(options)),
        JournalProvider.Postgres => OpenPostgresAsync(options, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Provider, "There is no such journal provider."),
    };

    public void Dispose()
    {
        foreach (var part in owned)
        {
            part.Dispose();
        }
    }

    private static ExistingJournal OpenSqlite(JournalOptions options)
    {
        var database = new SqliteDatabase(options.ConnectionString);
        try
        {
            SqliteExisting.Require(database);
            var deliveries = new SqliteDeliveryStore(database);
            return new ExistingJournal(new SqliteJournalReader(database), deliveries, deliveries, database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static async Task<ExistingJournal> OpenPostgresAsync(JournalOptions options, CancellationToken cancellation)
    {
        var database = new PostgresDatabase(options.ConnectionString);
        try
        {
            await PostgresExisting.RequireAsync(database, cancellation);
            var deliveries = new PostgresDeliveryStore(database, new CommandClaimant(), options.Lease, TimeProvider.System);
            return new ExistingJournal(new PostgresJournalReader(database), deliveries, database);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>A command holds no name.</summary>
    private sealed class CommandClaimant : IClaimant
    {
        public string Claimant { get; } = $"command on {Environment.MachineName}, process {Environment.ProcessId}";
    }
}
