using Npgsql;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>The database of a journal, and the connections to it.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable, IDisposable
{
    // There are some twenty statements, each run over and over.
    private const int StatementsKeptPrepared = 50;

    private readonly NpgsqlDataSource pooled;
    private readonly NpgsqlDataSource single;

    /// <exception cref="JournalUnusableException">The connection string cannot be used; the message names the cure.</exception>
    public PostgresDatabase(string connectionString)
    {
        var parsed = PostgresLocation.Parse(connectionString);
        Place = PostgresLocation.Describe(parsed);
        User = parsed.Username!;
        parsed.ApplicationName ??= "sentinel-events";
        parsed.MaxAutoPrepare = parsed.MaxAutoPrepare == 0 ? StatementsKeptPrepared : parsed.MaxAutoPrepare;
        parsed.IncludeErrorDetail = false;
        parsed.PersistSecurityInfo = false;
        pooled = NpgsqlDataSource.Create(parsed);
        parsed.Pooling = false;
        single = NpgsqlDataSource.Create(parsed);
    }

    /// <summary>For people: database, host and port.</summary>
    public string Place { get; }

    public string User { get; }

    /// <summary>For the upgrade, whose library opens connections itself.</summary>
    public NpgsqlDataSource Unpooled => single;

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => pooled.OpenConnectionAsync(cancellation);

    /// <summary>A connection that is really closed when it is disposed, with all that its session held.</summary>
    public ValueTask<NpgsqlConnection> OpenUnpooledAsync(CancellationToken cancellation) => single.OpenConnectionAsync(cancellation);

    /// <summary>Does work in one transaction.</summary>
    public async Task<T> WriteAsync<T>(Func<NpgsqlTransaction, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var result = await work(transaction);
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await pooled.DisposeAsync();
        await single.DisposeAsync();
    }

    public void Dispose()
    {
        pooled.Dispose();
        single.Dispose();
    }
}
