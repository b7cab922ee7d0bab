using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Schedules;

namespace SentinelEvents.Unit.Schedules;

public sealed class ScheduleServiceTests
{
    [Fact]
    public async Task Run_WorkThatFailsTheFirstTime_IsStartedAgainAtItsNextTime()
    {
        var runs = 0;
        await using var provider = new ServiceCollection().AddLogging()
            .AddSingleton<IJournal, NoJournal>()
            .AddSingleton(new JournalOptions())
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new ScheduledWork("often", "* * * * * ?", TimeZoneInfo.Utc, (_, _) => Interlocked.Increment(ref runs) == 1 ? throw new InvalidOperationException("The first time.") : Task.CompletedTask))
            .AddSchedules(new JournalOptions())
            .BuildServiceProvider();
        var services = provider.GetServices<IHostedService>().ToList();
        foreach (var service in services)
        {
            await service.StartAsync(TestContext.Current.CancellationToken);
        }

        await Until.TrueAsync(() => Volatile.Read(ref runs) >= 3, () => $"{runs} runs");

        foreach (var service in services)
        {
            await service.StopAsync(TestContext.Current.CancellationToken);
        }
    }

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

    private sealed class NoJournal : IJournal
    {
        public Task OpenAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task<IReadOnlyList<StateEntry>> LoadStateAsync(CancellationToken cancellation) => throw new NotSupportedException();

        public Task<CommitResult> CommitAsync(JournalBatch batch, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<long> RemoveBeforeAsync(DateTimeOffset before, CancellationToken cancellation) => Task.FromResult(0L);
    }
}
