using Microsoft.Data.Sqlite;
using SentinelEvents.Worker.Journal.Postgres;

namespace SentinelEvents.Worker.Journal;

/// <summary>What is wrong with <see cref="JournalOptions"/> beyond the form of each value.</summary>
public static class JournalValidator
{
    private const int LongestWorkerName = 100;

    public static IEnumerable<(string Key, string Cure)> Validate(JournalOptions options)
    {
        switch (options.Provider)
        {
            case JournalProvider.Sqlite when !HasDataSource(options.ConnectionString):
                yield return ("ConnectionString", "Give a SQLite connection string with a Data Source, as in Data Source=sentinel-events.db.");
                break;
            case JournalProvider.Postgres when PostgresLocation.TryParse(options.ConnectionString) is null:
                yield return ("ConnectionString", PostgresLocation.Cure);
                break;
        }

        if (options.Worker is { } worker && (string.IsNullOrWhiteSpace(worker) || worker.Length > LongestWorkerName))
        {
            yield return ("Worker", $"Give a name of at most {LongestWorkerName} characters, or leave the key out: then it is the machine's.");
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
