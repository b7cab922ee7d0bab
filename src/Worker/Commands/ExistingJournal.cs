using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Journal.Sqlite;

namespace SentinelEvents.Worker.Commands;

/// <summary>Opens the journal that the service made, for a command beside it.</summary>
internal static class ExistingJournal
{
    /// <exception cref="JournalUnusableException">There is none, or not one of this version; the message says which and the cure.</exception>
    public static SqliteJournalReader OpenReader(JournalOptions options) => SqliteJournalReader.OpenReadOnly(options);

    /// <exception cref="JournalUnusableException">There is none, or not one of this version; the message says which and the cure.</exception>
    public static SqliteDeliveryStore OpenDeliveries(JournalOptions options) => SqliteDeliveryStore.OpenExisting(options);
}
