namespace SentinelEvents.Worker.Journal.Sqlite;

/// <summary>The only worker on its file has the name it was given, or the machine's.</summary>
internal sealed class SqliteWorkerName(JournalOptions options) : IWorkerName
{
    public string Name { get; } = options.Worker ?? Environment.MachineName;
}
