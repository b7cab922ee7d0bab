using System.Globalization;
using Dapper;
using Npgsql;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>
/// Holds this worker's name by an advisory lock of a session that stays open: the server lets go of it when the process ends, however it ends.
/// Where the wanted name is taken, a number is added.
/// </summary>
/// <param name="database">Where it is held.</param>
/// <param name="wanted">The name without a number.</param>
/// <param name="chance">Makes what tells this run of the program from all others.</param>
/// <param name="logger">Says when the name changes.</param>
internal sealed partial class PostgresWorkerName(PostgresDatabase database, string wanted, Random chance, ILogger<PostgresWorkerName> logger)
    : IWorkerName, IClaimant, IAsyncDisposable, IDisposable
{
    // More workers than this on one journal, all of one name, are a mistake.
    private const int HighestNumber = 1000;

    private const int RunBytes = 8;

    // A machine that lost its power says no goodbye: without these the server would keep its name for hours.
    private const string NoticeLoss = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";

    private const string Hold = $"SELECT pg_try_advisory_lock({PostgresLocks.WorkerName})";

    private const string Started = """
        INSERT INTO worker (name, started_at, seen_at) VALUES (@name, now(), now())
        ON CONFLICT (name) DO UPDATE SET started_at = now(), seen_at = now()
        """;

    private const string Seen = "UPDATE worker SET seen_at = now() WHERE name = @name";

    private readonly string column = PostgresText.ToColumn(wanted);
    private NpgsqlConnection? session;
    private string? name;
    private string? claimant;

    public string Name => name ?? throw new InvalidOperationException("The journal is not open.");

    public string Claimant => claimant ?? throw new InvalidOperationException("The journal is not open.");

    /// <summary>Takes a name, unless one is held.</summary>
    /// <exception cref="NpgsqlException">The database is away.</exception>
    public async Task TakeAsync(CancellationToken cancellation)
    {
        if (session is not null)
        {
            return;
        }

        var connection = await database.OpenUnpooledAsync(cancellation);
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(NoticeLoss, cancellationToken: cancellation));
            var taken = await FindFreeAsync(connection, cancellation);
            await connection.ExecuteAsync(new CommandDefinition(Started, new { name = taken }, cancellationToken: cancellation));
            session = connection;
            if (name is not null && name != taken)
            {
                LogRenamed(name, taken);
            }

            name = taken;
            claimant ??= $"{taken} {NewRun()}";
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Shows that this worker is there, over the session that holds its name; takes a name again where that is gone.</summary>
    /// <exception cref="NpgsqlException">The database is away.</exception>
    public async Task ShowAsync(CancellationToken cancellation)
    {
        if (session is not null)
        {
            try
            {
                await session.ExecuteAsync(new CommandDefinition(Seen, new { name }, cancellationToken: cancellation));
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                await LetGoAsync();
                LogSessionLost(Name, exception.Message);
            }
        }

        await TakeAsync(cancellation);
    }

    public async ValueTask DisposeAsync() => await LetGoAsync();

    public void Dispose()
    {
        session?.Dispose();
        session = null;
    }

    private async Task<string> FindFreeAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        for (var number = 1; number <= HighestNumber; number++)
        {
            var candidate = number == 1 ? column : string.Create(CultureInfo.InvariantCulture, $"{column}-{number}");
            if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(Hold, new { name = candidate }, cancellationToken: cancellation)))
            {
                return candidate;
            }
        }

        throw new JournalUnusableException($"{HighestNumber} workers named {wanted} share the journal. Stop those that are not wanted, or set Journal:Worker.");
    }

    private async Task LetGoAsync()
    {
        if (session is { } held)
        {
            session = null;
            await held.DisposeAsync();
        }
    }

    private string NewRun()
    {
        Span<byte> run = stackalloc byte[RunBytes];
        chance.NextBytes(run);
        return Convert.ToHexStringLower(run);
    }

    [LoggerMessage(EventId = 3003, Level = LogLevel.Warning, Message = "This worker was {Former} and is now {Name}: the name was taken while the database was away")]
    private partial void LogRenamed(string former, string name);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Warning, Message = "The database session that holds the worker's name {Name} is lost and is taken again: {Reason}")]
    private partial void LogSessionLost(string name, string reason);
}
