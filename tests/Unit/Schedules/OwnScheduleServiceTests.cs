using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Schedules;

namespace SentinelEvents.Unit.Schedules;

public sealed class OwnScheduleServiceTests : IDisposable
{
    private const string Hourly = "0 0 * * * ?";

    /// <summary>Far smaller than the time between two runs: a run that is seen a step late is not two.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider calendar = new(new DateTimeOffset(2026, 3, 2, 12, 59, 30, TimeSpan.Zero));
    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();
    private int runs;

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task Run_WorkThatFailsTheFirstTime_IsStartedAgainAtItsNextTime()
    {
        using var service = await StartAsync(Work(Hourly, _ => Interlocked.Increment(ref runs) == 1 ? throw new InvalidOperationException("The first time.") : Task.CompletedTask));

        await RunsAsync(1);
        await RunsAsync(2);

        await service.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Run_TimesComeWhileItIsUnderWay_RunsOnceMoreForThemAndNeverTwiceAtATime()
    {
        var (hold, atOnce, most) = (new TaskCompletionSource(), 0, 0);
        using var service = await StartAsync(Work(Hourly, async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref atOnce));
            Interlocked.Increment(ref runs);
            await hold.Task;
            Interlocked.Decrement(ref atOnce);
        }));
        await RunsAsync(1);
        calendar.Advance(TimeSpan.FromHours(5));
        calendar.Advance(TimeSpan.FromHours(5));

        hold.SetResult();

        await Until.TrueAsync(() => Volatile.Read(ref runs) == 2, () => $"{runs} runs");
        await service.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal((2, 1), (runs, most));
    }

    [Fact]
    public async Task Run_BookChanges_WhatIsNewIsStartedAndWhatIsGoneIsNot()
    {
        var (before, after) = (0, 0);
        var book = new ScheduleBook([Work(Hourly, _ => Task.FromResult(Interlocked.Increment(ref before))) with { Name = "report/before" }]);
        using var service = await StartAsync(book);

        book.Replace([Work(Hourly, _ => Task.FromResult(Interlocked.Increment(ref after))) with { Name = "report/after" }]);

        await Until.TrueAsync(() => Volatile.Read(ref after) > 1, () => $"{after} runs", () => calendar.Advance(Step));
        await service.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, before);
    }

    [Fact]
    public async Task Stop_WorkUnderWay_IsLetFinish()
    {
        var (hold, finished) = (new TaskCompletionSource(), false);
        using var service = await StartAsync(Work(Hourly, async cancellation =>
        {
            Interlocked.Increment(ref runs);
            await hold.Task.WaitAsync(cancellation);
            finished = true;
        }));
        await RunsAsync(1);

        var stopping = service.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(stopping.IsCompleted);
        hold.SetResult();

        await stopping;
        Assert.True(finished);
    }

    [Fact]
    public async Task Stop_HostWaitsNoLonger_WorkIsAskedToEnd()
    {
        var asked = new TaskCompletionSource();
        using var service = await StartAsync(Work(Hourly, async cancellation =>
        {
            Interlocked.Increment(ref runs);
            await new TaskCompletionSource().Task.WaitAsync(cancellation).ContinueWith(_ => asked.SetResult(), TaskScheduler.Default);
        }));
        await RunsAsync(1);

        using var impatient = new CancellationTokenSource();
        var stopping = service.StopAsync(impatient.Token);
        await impatient.CancelAsync();

        await stopping;
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    private async Task RunsAsync(int wanted)
    {
        await Until.TrueAsync(() => Volatile.Read(ref runs) >= wanted, () => $"{runs} runs", () => calendar.Advance(Step));
        Assert.Equal(wanted, runs);
    }

    private Task<OwnScheduleService> StartAsync(ScheduledWork work) => StartAsync(new ScheduleBook([work]));

    private async Task<OwnScheduleService> StartAsync(ScheduleBook book)
    {
        var service = new OwnScheduleService(book, new ScheduledRun(book, services, NullLogger<ScheduledRun>.Instance), calendar);
        await service.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    private static ScheduledWork Work(string cron, Func<CancellationToken, Task> run) => new("work", cron, TimeZoneInfo.Utc, (_, cancellation) => run(cancellation));
}
