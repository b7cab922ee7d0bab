using DbUp.Engine;

namespace SentinelEvents.Worker.Journal;

/// <summary>Why a database cannot be used with its schema as it is, and the cure.</summary>
internal static class SchemaProblems
{
    public static JournalUnusableException Newer(string place) => new(
        $"The journal {place} was written by a newer version of SentinelEvents. Start that version, or give this one another journal (Journal:ConnectionString).");

    /// <param name="place">Which database.</param>
    /// <param name="own">What a journal needs for itself.</param>
    public static JournalUnusableException Foreign(string place, string own) => new(
        $"The database {place} holds something that is not a journal. Set Journal:ConnectionString to {own} of its own.");

    public static JournalUnusableException Older(string place) => new(
        $"The journal {place} was written by an older version of SentinelEvents. Start the worker of this version once: it brings the journal up to date.");

    /// <param name="place">Which database.</param>
    /// <param name="result">What the upgrade came to.</param>
    /// <param name="cure">What to see to before the next start.</param>
    public static JournalUnusableException Failed(string place, DatabaseUpgradeResult result, string cure) => new(
        $"The schema of the journal {place} could not be brought up to date: {result.ErrorScript?.Name ?? "a script"} failed ({result.Error.Message}). "
        + $"Nothing of that script remains: the version before can still use the journal. {cure}",
        result.Error);
}
