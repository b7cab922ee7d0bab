using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Journal.Sqlite;

namespace SentinelEvents.Unit.Journal.Sqlite;

/// <summary>A temporary directory with one journal file.</summary>
internal sealed class SqliteFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("sentinel-events-journal-").FullName;

    public string File => System.IO.Path.Combine(Path, "journal.db");

    public JournalOptions Options => new() { ConnectionString = $"Data Source={File}" };

    public async Task<JournalHandle> OpenAsync(TimeProvider time, SqliteSchema? schema = null, string? connectionString = null)
    {
        var database = new SqliteDatabase(connectionString ?? Options.ConnectionString);
        var journal = new SqliteJournal(database, schema ?? SqliteSchema.Embedded, new SqliteWorkerName(new JournalOptions { Worker = "worker" }), time, NullLogger<SqliteJournal>.Instance);
        var deliveries = new SqliteDeliveryStore(database);
        var silences = new SqliteSilenceStore(database);
        var handle = new JournalHandle(journal, deliveries, new SqliteJournalReader(database), silences, Close) { Gauge = new SqliteJournalGauge(database, journal) };
        try
        {
            await journal.OpenAsync(TestContext.Current.CancellationToken);
            return handle;
        }
        catch
        {
            Close();
            throw;
        }

        void Close()
        {
            deliveries.Dispose();
            silences.Dispose();
            journal.Dispose();
            database.Dispose();
        }
    }

    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = File, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long Scalar(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
