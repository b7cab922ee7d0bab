using Microsoft.Extensions.DependencyInjection;
using SentinelEvents.Unit.Journal.Sqlite;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Journal;

public sealed class JournalRegistrationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddJournal_Options_GivesAllSidesOfOneJournal()
    {
        using var folder = new SqliteFolder();
        await using var provider = new ServiceCollection().AddLogging().AddJournal(folder.Options).BuildServiceProvider();

        await provider.GetRequiredService<IJournal>().OpenAsync(Cancellation);
        await provider.GetRequiredService<IJournal>().CommitAsync(TestEvents.Batch(TestEvents.Down("k1"), "mail"), Cancellation);

        Assert.Single(await provider.GetRequiredService<IDeliveryStore>().TakeDueAsync("mail", TestEvents.Start, 1, Cancellation));
        Assert.Single(await provider.GetRequiredService<IJournalReader>().ReadEventsAsync(new EventFilter(), Cancellation));
    }
}
