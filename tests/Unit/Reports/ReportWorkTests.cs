using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Contracts;
using SentinelEvents.Unit.Journal;
using SentinelEvents.Unit.Journal.Sqlite;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Reports;

namespace SentinelEvents.Unit.Reports;

/// <summary>The work of the calendar upon a journal in SQLite, with reports that say nothing.</summary>
public sealed class ReportWorkTests : IAsyncLifetime
{
    private static readonly ReportOptions Hourly = new() { Name = "hourly", Cron = "0 0 * * * ?", To = ["mail"] };
    private static readonly DateTimeOffset Eight = new(2026, 3, 7, 8, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Eight.AddMinutes(10));
    private readonly List<DateTimeOffset> made = [];
    private readonly Signal signal = new();
    private readonly SqliteFolder folder = new();
    private readonly List<ReportWork> works = [];
    private JournalHandle? opened;
    private Exception? failure;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private JournalHandle Handle => opened ?? throw new InvalidOperationException("Not opened.");

    public async ValueTask InitializeAsync() => opened = await folder.OpenAsync(time);

    public ValueTask DisposeAsync()
    {
        works.ForEach(work => work.Dispose());
        opened?.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Run_TimeCame_IsKeptUnderTheIdOfNameAndTimeForBusAndDestinations()
    {
        await NewWork().RunAsync(Hourly, Cancellation);

        var kept = Assert.Single(await ReadAsync());
        Assert.Equal("report/hourly/2026-03-07T08:00:00.0000000+00:00", ReportKey.Of("hourly", Eight));
        Assert.Equal(EventKey.ToId(ReportKey.Of("hourly", Eight)), kept.Event.EventId);
        Assert.Equal(["bus", "mail"], kept.Deliveries.Select(delivery => delivery.Destination));
        Assert.Equal(1, signal.Wakes);
    }

    [Fact]
    public async Task Run_RouteNamesTheKind_GoesThereToo()
    {
        var routes = new RoutingTable(
            [new RouteOptions { Match = new RouteMatch { Kinds = [EventKind.HealthReported] }, To = ["hook", "mail"] }, new RouteOptions { To = ["chat"] }], ["mail", "hook", "chat"]);
        await NewWork(routes).RunAsync(Hourly, Cancellation);

        Assert.Equal(["bus", "hook", "mail"], Assert.Single(await ReadAsync()).Deliveries.Select(delivery => delivery.Destination).Order());
    }

    [Fact]
    public async Task Run_SameTimeTwiceAndByTwoWorkers_InspectsOnce()
    {
        var first = NewWork();
        await Task.WhenAll(first.RunAsync(Hourly, Cancellation), first.RunAsync(Hourly, Cancellation));
        await NewWork().RunAsync(Hourly, Cancellation);
        Assert.Equal([Eight], made);

        time.Advance(TimeSpan.FromHours(1));
        await first.RunAsync(Hourly, Cancellation);
        Assert.Equal([Eight, Eight.AddHours(1)], made);
        Assert.Equal(2, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task Run_Fails_KeepsNothingAndTheNextGoesThrough()
    {
        var work = NewWork();
        failure = new InvalidOperationException("Nobody answers.");
        await Assert.ThrowsAsync<InvalidOperationException>(() => work.RunAsync(Hourly, Cancellation));
        Assert.Empty(await ReadAsync());

        failure = null;
        await work.RunAsync(Hourly, Cancellation);
        Assert.Single(await ReadAsync());
    }

    [Fact]
    public async Task CatchUp_FirstStart_MakesNone()
    {
        await NewWork().RunAsync(Hourly with { Name = "other" }, Cancellation);
        made.Clear();

        await NewWork().CatchUpAsync(Hourly, Cancellation);

        Assert.Empty(made);
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(50, true)]
    [InlineData(6 * 60, true)]
    public async Task CatchUp_TimesPassedSinceTheLast_MakesOneOfTheLatest(int minutes, bool missed)
    {
        await NewWork().RunAsync(Hourly, Cancellation);
        made.Clear();
        time.Advance(TimeSpan.FromMinutes(minutes));

        await NewWork().CatchUpAsync(Hourly, Cancellation);

        var now = time.GetUtcNow();
        Assert.Equal(missed ? [now.AddMinutes(-now.Minute)] : [], made);
    }

    [Fact]
    public async Task CatchUp_OtherCronWhoseTimeWasBeforeTheLast_MakesNone()
    {
        await NewWork().RunAsync(Hourly, Cancellation);
        made.Clear();

        await NewWork().CatchUpAsync(Hourly with { Cron = "0 30 7 * * ?" }, Cancellation);

        Assert.Empty(made);
    }

    /// <summary>As in another process.</summary>
    private ReportWork NewWork(RoutingTable? routes = null)
    {
        var work = new ReportWork(
            MakeAsync, () => routes ?? new RoutingTable(null, ["mail", "hook"]), Handle.Journal, Handle.Reader, signal, time, NullLogger<ReportWork>.Instance);
        works.Add(work);
        return work;
    }

    private async Task<HealthReported> MakeAsync(string name, IReadOnlyList<string> clusters, DateTimeOffset due, IJournalReader reader, CancellationToken cancellation)
    {
        await Task.Yield();
        if (failure is not null)
        {
            throw failure;
        }

        made.Add(due);
        return new HealthReported
        {
            EventId = EventKey.ToId(ReportKey.Of(name, due)),
            IncidentId = EventKey.ToId(ReportKey.Of(name)),
            Report = name,
            Cluster = "*",
            OccurredAt = time.GetUtcNow(),
            AgreedAt = time.GetUtcNow(),
            PeriodTo = due,
        };
    }

    private Task<IReadOnlyList<JournalledEvent>> ReadAsync() => Handle.Reader.ReadEventsAsync(new EventFilter(), Cancellation);

    private sealed class Signal : IDeliverySignal
    {
        private int wakes;

        public int Wakes => wakes;

        public void Wake() => Interlocked.Increment(ref wakes);
    }
}
