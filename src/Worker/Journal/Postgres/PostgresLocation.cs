using Npgsql;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>Which database a connection string names.</summary>
internal static class PostgresLocation
{
    public const string Cure =
        "Give a PostgreSQL connection string with Host, Database and Username, as in Host=db.example.org;Database=sentinel_events;Username=sentinel_events;Password=...";

    /// <summary>What the string says, or null where it cannot be read or names no database.</summary>
    public static NpgsqlConnectionStringBuilder? TryParse(string connectionString)
    {
        try
        {
            var parsed = new NpgsqlConnectionStringBuilder(connectionString);
            return string.IsNullOrWhiteSpace(parsed.Host) || string.IsNullOrWhiteSpace(parsed.Database) || string.IsNullOrWhiteSpace(parsed.Username) ? null : parsed;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <exception cref="JournalUnusableException">It cannot be used; the message names the cure.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string connectionString) => TryParse(connectionString)
        ?? throw new JournalUnusableException($"Journal:ConnectionString cannot be used. {Cure}");

    /// <summary>For people: without user and password.</summary>
    public static string Describe(NpgsqlConnectionStringBuilder parsed) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{parsed.Database} at {parsed.Host}{(parsed.Host!.Contains(':', StringComparison.Ordinal) || parsed.Host.Contains(',', StringComparison.Ordinal) ? "" : $":{parsed.Port}")}");
}
