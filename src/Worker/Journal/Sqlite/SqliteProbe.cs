namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>Looks at a journal's file, or at the place where it will be.</summary>
internal static class SqliteProbe
{
    /// <exception cref="JournalUnusableException">The file cannot be used as it is.</exception>
    public static JournalProbe.Result Look(JournalOptions options)
    {
        using var database = new SqliteDatabase(options.ConnectionString);
        var location = database.Path;
        if (File.Exists(location))
        {
            SqliteExisting.Require(database);
            return new JournalProbe.Result($"{location}: a journal of this version", null, "");
        }

        for (var directory = Path.GetDirectoryName(location); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (Directory.Exists(directory))
            {
                return CanWrite(directory)
                    ? new JournalProbe.Result($"{location}: none yet, it will be made", null, "")
                    : new JournalProbe.Result(location, $"{location} does not exist and {directory} cannot be written", "Give the service's user the right to write there, or set Journal:ConnectionString to another place.");
            }
        }

        return new JournalProbe.Result(location, $"{location} has no directory", "Set Journal:ConnectionString to an absolute path.");
    }

    private static bool CanWrite(string directory)
    {
        var trial = Path.Combine(directory, $".sentinel-events-{Environment.ProcessId}");
        try
        {
            using (File.Create(trial, 1, FileOptions.DeleteOnClose))
            {
                return true;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
