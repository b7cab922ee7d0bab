using Microsoft.Extensions.DependencyInjection;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Schedules;

namespace SentinelEvents.Unit.Schedules;

public sealed class SchedulesRegistrationTests
{
    [Theory]
    [InlineData(JournalProvider.Sqlite)]
    [InlineData(JournalProvider.Postgres)]
    public async Task AddSchedules_ClockGivenBefore_StaysTheClockOfEverythingElse(JournalProvider provider)
    {
        var steady = new SteadyClock(TimeProvider.System);
        await using var services = new ServiceCollection().AddLogging()
            .AddSingleton<TimeProvider>(steady)
            .AddSchedules(new JournalOptions { Provider = provider, ConnectionString = "Host=nowhere;Username=nobody" })
            .BuildServiceProvider();

        Assert.Same(steady, services.GetRequiredService<TimeProvider>());
    }
}
