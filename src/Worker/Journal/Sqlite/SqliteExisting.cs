using Microsoft.Data.Sqlite;

namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>What a command asks of a journal that it did not make: that it is there, and of this program's version.</summary>
internal static class SqliteExisting
{
    /// <exception cref="JournalUnusableException">It is not; the message says why and the cure.</exception>
    public static void Require(SqliteDatabase database)
    {
        if (!File.Exists(database.Path))
        {
            throw new JournalUnusableException(
                $"There is no journal at {database.Path}. Start the worker once, or correct Journal:ConnectionString.");
        }

        SchemaStanding standing;
        try
        {
            using var connection = database.OpenReader();
            standing = SqliteSchema.Embedded.Inspect(connection);
        }
        catch (SqliteException exception)
        {
            throw SqliteFailures.Explain(exception, database.Path);
        }

        switch (standing)
        {
            case SchemaStanding.Current:
                return;
            case SchemaStanding.Ahead:
                throw SchemaProblems.Newer(database.Path);
            case SchemaStanding.Foreign:
                throw SqliteSchema.Foreign(database.Path);
            case SchemaStanding.Behind or SchemaStanding.Empty:
            default:
                throw SchemaProblems.Older(database.Path);
        }
    }
}
