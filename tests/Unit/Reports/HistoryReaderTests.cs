using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Contracts;
using SentinelEvents.Unit.Journal;
using SentinelEvents.Unit.Journal.Sqlite;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Reports;

namespace SentinelEvents.Unit.Reports;

/// <summary>Reports that follow one another upon a journal in SQLite.</summary>
public sealed class HistoryReaderTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly SqliteFolder folder = new();
    private JournalHandle? opened;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private JournalHandle Handle => opened ?? throw new InvalidOperationException("Not opened.");

    public async ValueTask InitializeAsync() => opened = await folder.OpenAsync(new FakeTimeProvider(Begin));

    public ValueTask DisposeAsync()
    {
        opened?.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Read_ReportsOfSeveralDays_EachCarriesOnWhatTheOneBeforeToldOf()
    {
        int[] margins = [2, 0, 1, 2, -1];
        HealthReported? last = null;
        foreach (var (day, margin) in margins.Index())
        {
            // Never quite on time.
            last = await ReportAsync("daily", Begin.AddDays(day).AddSeconds(day * 7 % 5), margin);
        }

        Assert.Equal([2, 0, 1, 2, -1], last!.Trends.Select(step => step.SentinelMargin));
        Assert.Equal(Begin, Assert.Single(last.Masters).KnownSince);
        Assert.Equal([1, 1, 1], last.Trends.Select(step => step.Availability).TakeLast(3));
    }

    [Fact]
    public async Task Read_ReportOfAnotherNameMeanwhile_ItsMarginCountsAndItIsNotTheOneBefore()
    {
        await ReportAsync("daily", Begin, 2);
        await ReportAsync("often", Begin.AddHours(5), -1);
        var report = await ReportAsync("daily", Begin.AddDays(1), 2);

        Assert.Equal(Begin, report.PreviousAt);
        Assert.Equal([2, -1], report.Trends.Select(step => step.SentinelMargin));
    }

    [Fact]
    public async Task Read_EventBeforeTheFirstReport_TheMasterIsKnownFromThen()
    {
        await CommitAsync(TestEvents.Down("k1", "m1", at: Begin.AddDays(-3)));
        await ReportAsync("daily", Begin, 2);

        Assert.Equal(Begin.AddDays(-3), Assert.Single((await ReportAsync("daily", Begin.AddDays(1), 2)).Masters).KnownSince);
    }

    [Fact]
    public async Task Read_OldEntriesRemoved_NothingIsClaimedOfTheirTime()
    {
        await CommitAsync(TestEvents.Down("k1", "m1", at: Begin.AddDays(-3)));
        await ReportAsync("daily", Begin, 2);
        await ReportAsync("daily", Begin.AddDays(1), 2);
        await Handle.Journal.RemoveBeforeAsync(Begin.AddHours(1), Cancellation);

        var report = await ReportAsync("daily", Begin.AddDays(2), 2);
        Assert.Equal(Begin.AddDays(1), Assert.Single(report.Masters).KnownSince);
        Assert.Equal([null, null, 1], report.Trends.Select(step => step.Availability).TakeLast(3));
    }

    [Fact]
    public async Task Read_EmptyJournal_KnowsNothing() => Assert.Same(ReportHistory.None, await new HistoryReader(Handle.Reader).ReadAsync("daily", [Seen(Begin, 1)], Begin, Cancellation));

    private static ClusterHealth Seen(DateTimeOffset at, int margin) => new(
        "local",
        at,
        [new MasterHealth { Cluster = "local", Master = "m1", Address = new HostAddress("10.0.0.1", 6379), Margin = new HealthMargin { Sentinels = margin } }],
        []);

    private async Task<HealthReported> ReportAsync(string name, DateTimeOffset at, int margin)
    {
        var seen = Seen(at, margin);
        var report = ReportBuilder.Of(name, at, [seen], await new HistoryReader(Handle.Reader).ReadAsync(name, [seen], at, Cancellation));
        await CommitAsync(new AgreedEvent(ReportKey.Of(name, at), report));
        return report;
    }

    private async Task CommitAsync(AgreedEvent agreed) => await Handle.Journal.CommitAsync(TestEvents.Batch(agreed), Cancellation);
}
