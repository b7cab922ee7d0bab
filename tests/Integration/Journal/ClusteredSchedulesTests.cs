using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Schedules;

namespace SentinelEvents.Integration.Journal;

public sealed class ClusteredSchedulesTests(PostgresFixture servers) : PostgresTests(servers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Which worker ran, and for which second.</summary>
    private readonly ConcurrentQueue<(string Worker, long Second)> runs = new();

    [Fact]
    public async Task Run_ThreeWorkersOnOneDatabase_EachTimeIsRunByOneAndTheOthersGoOnWithoutIt()
    {
        var first = await StartAsync("a");
        await using var second = await StartAsync("b");
        await using var third = await StartAsync("c");
        await WhileRunsAsync(8);
        var beforeItLeft = runs.Count;
        await first.DisposeAsync();
        await WhileRunsAsync(beforeItLeft + 5);

        var told = string.Join(' ', runs.Select(run => $"{run.Worker}{run.Second}"));
        // A run may be late, so two may fall into one second; but there cannot be more of them than there were seconds.
        var seconds = runs.Max(run => run.Second) - runs.Min(run => run.Second) + 1;
        Assert.True(runs.Count <= seconds + 1, $"{runs.Count} runs in {seconds} s: {told}");
        Assert.DoesNotContain(runs.Skip(beforeItLeft + 1), run => run.Worker == "a");
        TestContext.Current.TestOutputHelper?.WriteLine(told);
    }

    [Fact]
    public async Task Run_NobodyRanForManyTimes_RunsOnceForThemNotOnceForEach()
    {
        await using (await StartAsync("a"))
        {
            await WhileRunsAsync(1);
        }

        var before = runs.Count;
        // Every second is missed meanwhile; what is tested is that they are not made up for one by one.
        await Eventually.BecomesAsync(
            "the trigger is overdue by many times",
            async _ => await ScalarAsync<long>("SELECT COALESCE(MIN(next_fire_time), 0) FROM qrtz_triggers WHERE trigger_name = 'often'") is var next && next == 0
                ? "no trigger"
                : TimeProvider.System.GetUtcNow() - new DateTimeOffset(next, TimeSpan.Zero) is var late && late < TimeSpan.FromSeconds(12) ? $"{late} late" : null,
            Patience,
            cancellation: Cancellation);
        await using var again = await StartAsync("b");
        await WhileRunsAsync(before + 4);

        var seconds = runs.Skip(before).Select(run => run.Second).ToList();
        Assert.True(seconds[^1] - seconds[0] >= seconds.Count - 2, $"Made up for one by one: {string.Join(' ', seconds)}");
    }

    [Fact]
    public async Task Run_ReportIsNoLongerConfigured_IsTakenOutAndNothingElse()
    {
        await using (await StartAsync("a", "report/gone", "report/kept", "of another version"))
        {
            await WhileJobsAreAsync(5);
        }

        await using var again = await StartAsync("b", "report/kept");
        await WhileJobsAreAsync(4);
        Assert.Equal(0, await ScalarAsync<long>("SELECT count(*) FROM qrtz_job_details WHERE job_name = 'report/gone'"));
    }

    private Task WhileJobsAreAsync(int count) => Eventually.BecomesAsync(
        $"{count} jobs",
        async _ => await SchedulesAsync() is var jobs && jobs == count ? null : $"{jobs} jobs",
        Patience,
        cancellation: Cancellation);

    private async Task<long> SchedulesAsync() =>
        await ScalarAsync<long>("SELECT count(*) FROM pg_tables WHERE tablename = 'qrtz_job_details'") == 0 ? 0 : await ScalarAsync<long>("SELECT count(*) FROM qrtz_job_details");

    private Task WhileRunsAsync(int count) => Eventually.BecomesAsync(
        $"{count} runs", () => runs.Count >= count ? null : $"{runs.Count} runs", Patience, cancellation: Cancellation);

    private async Task<Scheduler> StartAsync(string worker, params IReadOnlyList<string> daily)
    {
        var options = new JournalOptions { Provider = JournalProvider.Postgres, ConnectionString = ConnectionString };
        var collection = new ServiceCollection().AddLogging();
        foreach (var name in daily)
        {
            collection.AddSingleton(new ScheduledWork(name, "0 0 8 * * ?", TimeZoneInfo.Utc, (_, _) => Task.CompletedTask));
        }

        var provider = collection
            .AddSingleton(TimeProvider.System)
            .AddSingleton(options)
            .AddSingleton<IJournal>(_ => throw new InvalidOperationException("Retention is not due in this test."))
            .AddSingleton(new ScheduledWork("often", "* * * * * ?", TimeZoneInfo.Utc, (_, _) =>
            {
                runs.Enqueue((worker, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
                return Task.CompletedTask;
            }))
            .AddSchedules(options)
            .BuildServiceProvider();
        var services = provider.GetServices<IHostedService>().ToList();
        foreach (var service in services)
        {
            await service.StartAsync(Cancellation);
        }

        return new Scheduler(provider, services);
    }

    private sealed class Scheduler(ServiceProvider provider, IReadOnlyList<IHostedService> services) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var service in services)
            {
                await service.StopAsync(CancellationToken.None);
            }

            await provider.DisposeAsync();
        }
    }
}
