using Dapper;
using Npgsql;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>
/// Up to where no earlier event can appear any more. A sequence number is taken before its transaction commits, and workers that decide about different clusters commit in
/// any order. Whoever holds a number has the lock that every insert takes on the table; so once those are gone that had it when the newest number was read, all is told.
/// </summary>
internal static class PostgresSettled
{
    // A commit takes milliseconds. Whoever takes longer stands still, and only what is beyond its number waits for it.
    private const int Looks = 10;

    private const int LongestStretch = 1000;

    private const string Writers = """
        SELECT virtualtransaction FROM pg_locks
        WHERE locktype = 'relation' AND relation = 'event'::regclass AND mode = 'RowExclusiveLock' AND granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """;

    private const string Stretch = "SELECT sequence FROM event WHERE sequence > @after AND sequence <= @newest ORDER BY sequence LIMIT @limit";

    public static async Task<long> ReadAsync(NpgsqlConnection connection, long after, CancellationToken cancellation)
    {
        var newest = await ReadStatements.ReadNewestAsync(connection, cancellation);
        if (newest <= after)
        {
            return after;
        }

        // Each statement is a transaction of its own and sees what was committed before it began.
        var writers = await WritersAsync(connection, cancellation);
        for (var look = 1; writers.Count > 0 && look < Looks; look++)
        {
            await connection.ExecuteAsync(new CommandDefinition("SELECT pg_sleep(0.02)", cancellationToken: cancellation));
            writers.IntersectWith(await WritersAsync(connection, cancellation));
        }

        return writers.Count == 0 ? newest : await BeforeTheGapAsync(connection, after, newest, cancellation);
    }

    private static async Task<HashSet<string>> WritersAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        [.. await connection.QueryAsync<string>(new CommandDefinition(Writers, cancellationToken: cancellation))];

    /// <summary>What has no number missing before it is settled whoever still writes.</summary>
    private static async Task<long> BeforeTheGapAsync(NpgsqlConnection connection, long after, long newest, CancellationToken cancellation)
    {
        var settled = after;
        foreach (var sequence in await connection.QueryAsync<long>(new CommandDefinition(Stretch, new { after, newest, limit = LongestStretch }, cancellationToken: cancellation)))
        {
            if (sequence != settled + 1)
            {
                break;
            }

            settled = sequence;
        }

        return settled;
    }
}
