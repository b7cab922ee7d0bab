namespace SentinelEvents.Worker.Journal;

/// <summary>Ids in columns: as text in the spelling that people see everywhere else.</summary>
internal static class JournalId
{
    public static string ToColumn(Guid id) => id.ToString("D");
}
