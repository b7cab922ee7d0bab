using Npgsql;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>What a command asks of a journal that it did not make: that it is there, and of this program's version.</summary>
internal static class PostgresExisting
{
    /// <exception cref="JournalUnusableException">It is not; the message says why and the cure.</exception>
    public static async Task RequireAsync(PostgresDatabase database, CancellationToken cancellation)
    {
        switch (await InspectAsync(database, cancellation))
        {
            case SchemaStanding.Current:
                return;
            case SchemaStanding.Ahead:
                throw SchemaProblems.Newer(database.Place);
            case SchemaStanding.Foreign:
                throw PostgresSchema.Foreign(database.Place);
            case SchemaStanding.Empty:
                throw new JournalUnusableException($"There is no journal in {database.Place}. Start the worker once, or correct Journal:ConnectionString.");
            case SchemaStanding.Behind:
            default:
                throw SchemaProblems.Older(database.Place);
        }
    }

    /// <exception cref="JournalUnusableException">It cannot be reached or read.</exception>
    public static async Task<SchemaStanding> InspectAsync(PostgresDatabase database, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancellation);
            return await PostgresSchema.Embedded.InspectAsync(connection, cancellation);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            throw PostgresFailures.Explain(exception, database);
        }
    }
}
