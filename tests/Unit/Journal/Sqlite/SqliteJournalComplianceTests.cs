namespace SentinelEvents.Unit.Journal.Sqlite;

public sealed class SqliteJournalComplianceTests : JournalCompliance
{
    private readonly SqliteFolder folder = new();

    protected override Task<JournalHandle> OpenAsync() => folder.OpenAsync(Time);

    protected override ValueTask RemoveAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
