using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>The database file of a journal, and the connections to it.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int BusyTimeoutMilliseconds = 5000;

    // A burst must not leave its write-ahead log behind at full size.
    private const int LargestIdleLogBytes = 64 * 1024 * 1024;

    private readonly string readerConnectionString;

    public SqliteDatabase(string connectionString)
    {
        var parsed = SqliteLocation.Parse(connectionString);
        Path = SqliteLocation.FullPath(parsed.DataSource);
        WriterConnectionString = ConnectionString(SqliteOpenMode.ReadWrite, pooling: false);
        CreatorConnectionString = ConnectionString(SqliteOpenMode.ReadWriteCreate, pooling: false);
        readerConnectionString = ConnectionString(SqliteOpenMode.ReadOnly, pooling: true);
    }

    public string Path { get; }

    public string CreatorConnectionString { get; }

    /// <summary>Writers of this process take turns here, in order, rather than by trial against the file's lock.</summary>
    public SemaphoreSlim WriteTurn { get; } = new(1, 1);

    private string WriterConnectionString { get; }

    public SqliteConnection OpenCreator() => Open(CreatorConnectionString, Pragmas + "PRAGMA journal_mode = WAL;");

    public SqliteConnection OpenWriter() => Open(WriterConnectionString, Pragmas);

    public SqliteConnection OpenReader() => Open(readerConnectionString, $"PRAGMA busy_timeout = {BusyTimeoutMilliseconds};");

    /// <summary>Closes the readers that wait for use again, so that the file is let go.</summary>
    public void CloseIdleReaders()
    {
        using var reader = new SqliteConnection(readerConnectionString);
        SqliteConnection.ClearPool(reader);
    }

    public void Dispose()
    {
        CloseIdleReaders();
        WriteTurn.Dispose();
    }

    private static string Pragmas =>
        $"PRAGMA busy_timeout = {BusyTimeoutMilliseconds}; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = {LargestIdleLogBytes};";

    private static SqliteConnection Open(string connectionString, string pragmas)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using DbCommand command = connection.CreateCommand();
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // What else the configured string says (shared cache, pooling) is not taken over: the guarantees rest on these settings.
    private string ConnectionString(SqliteOpenMode mode, bool pooling) => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = mode,
        Pooling = pooling,
        ForeignKeys = true,
        DefaultTimeout = BusyTimeoutMilliseconds / 1000,
    }.ToString();
}
