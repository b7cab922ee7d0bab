using Dapper;
using Npgsql;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>Looks at a journal's database, or at the empty one that will become it.</summary>
internal static class PostgresProbe
{
    private const string CanCreate = "SELECT COALESCE(has_schema_privilege(current_schema(), 'CREATE'), false)";

    private const string Workers = "SELECT count(*) FROM worker WHERE seen_at > now() - interval '30 seconds'";

    /// <exception cref="JournalUnusableException">It cannot be reached, or not be used as it is.</exception>
    public static async Task<JournalProbe.Result> LookAsync(JournalOptions options, CancellationToken cancellation)
    {
        await using var database = new PostgresDatabase(options.ConnectionString);
        if (await PostgresExisting.InspectAsync(database, cancellation) != SchemaStanding.Empty)
        {
            await PostgresExisting.RequireAsync(database, cancellation);
            var workers = await AskAsync<long>(database, Workers, cancellation);
            return new JournalProbe.Result($"{database.Place}: a journal of this version, {workers} at work", null, "");
        }

        return await AskAsync<bool>(database, CanCreate, cancellation)
            ? new JournalProbe.Result($"{database.Place}: none yet, it will be made", null, "")
            : new JournalProbe.Result(
                database.Place,
                $"{database.Place} is empty and role {database.User} may create no tables there",
                "Make the role owner of the database or grant it CREATE on its schema, or give another role in Journal:ConnectionString.");
    }

    private static async Task<T> AskAsync<T>(PostgresDatabase database, string sql, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancellation);
            return (await connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, cancellationToken: cancellation)))!;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            throw PostgresFailures.Explain(exception, database);
        }
    }
}
