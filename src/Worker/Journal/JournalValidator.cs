using Microsoft.Data.Sqlite;

namespace SentinelEvents.Worker.Journal;

/// <summary>What is wrong with <see cref="JournalOptions"/> beyond the form of each value.</summary>
public static class JournalValidator
{
    public static IEnumerable<(string Key, string Cure)> Validate(JournalOptions options)
    {
        if (!HasDataSource(options.ConnectionString))
        {
            yield return ("ConnectionString", "Give a SQLite connection string with a Data Source, as in Data Source=sentinel-events.db.");
        }
    }

    private static bool HasDataSource(string connectionString)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(new SqliteConnectionStringBuilder(connectionString).DataSource);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return false;
        }
    }
}
