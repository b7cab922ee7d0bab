using SentinelEvents.Worker.Journal.Sqlite;

namespace SentinelEvents.Worker.Journal;

/// <summary>Looks at a journal without opening it for writing, so that a running worker is not disturbed.</summary>
internal static class JournalProbe
{
    /// <summary>What was found.</summary>
    /// <param name="Found">In words.</param>
    /// <param name="Problem">Null where it can be used.</param>
    /// <param name="Cure">What helps; empty where nothing is wrong.</param>
    internal sealed record Result(string Found, string? Problem, string Cure);

    public static Result Look(JournalOptions options)
    {
        string location;
        try
        {
            location = SqliteLocation.FullPath(SqliteLocation.Parse(options.ConnectionString).DataSource);
        }
        catch (JournalUnusableException unusable)
        {
            return new Result("", unusable.Message, "");
        }

        if (File.Exists(location))
        {
            try
            {
                using var reader = SqliteJournalReader.OpenReadOnly(options);
                return new Result($"{location}: a journal of this version", null, "");
            }
            catch (JournalUnusableException unusable)
            {
                return new Result(location, unusable.Message, "");
            }
        }

        for (var directory = Path.GetDirectoryName(location); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (Directory.Exists(directory))
            {
                return CanWrite(directory)
                    ? new Result($"{location}: none yet, it will be made", null, "")
                    : new Result(location, $"{location} does not exist and {directory} cannot be written", "Give the service's user the right to write there, or set Journal:ConnectionString to another place.");
            }
        }

        return new Result(location, $"{location} has no directory", "Set Journal:ConnectionString to an absolute path.");
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
