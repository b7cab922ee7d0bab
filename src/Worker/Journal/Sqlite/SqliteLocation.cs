using Microsoft.Data.Sqlite;

namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>Which file a connection string names; refuses what would not survive the process.</summary>
internal static class SqliteLocation
{
    private const string Cure = "Set Journal:ConnectionString to a file, for example \"Data Source=/var/lib/sentinel-events/sentinel-events.db\".";

    public static SqliteConnectionStringBuilder Parse(string connectionString)
    {
        SqliteConnectionStringBuilder parsed;
        try
        {
            parsed = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new JournalUnusableException($"The journal's connection string cannot be read. {Cure}", exception);
        }

        if (string.IsNullOrWhiteSpace(parsed.DataSource))
        {
            throw new JournalUnusableException($"The journal's connection string names no file. {Cure}");
        }

        if (parsed.Mode == SqliteOpenMode.Memory
            || parsed.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
            || parsed.DataSource.Contains("mode=memory", StringComparison.OrdinalIgnoreCase))
        {
            throw new JournalUnusableException($"The journal cannot be kept in memory: it has to outlive the worker. {Cure}");
        }

        if (parsed.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw new JournalUnusableException($"The journal takes a plain path, no file: address. {Cure}");
        }

        return parsed.Mode == SqliteOpenMode.ReadOnly
            ? throw new JournalUnusableException("The journal's connection string says Mode=ReadOnly, but a worker has to write. Remove the Mode.")
            : parsed;
    }

    /// <summary>One spelling for one file: two ways to it must meet at the same lock.</summary>
    public static string FullPath(string dataSource)
    {
        var path = Path.GetFullPath(dataSource);
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Whatever is wrong with the path is said when it is opened.
            return path;
        }
    }
}
