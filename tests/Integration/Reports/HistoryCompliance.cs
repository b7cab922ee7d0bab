using SentinelEvents.Contracts;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Reports;

namespace SentinelEvents.Integration.Reports;

/// <summary>What a report takes from a journal of 200,000 events and 2,000 reports, in each database.</summary>
public abstract class HistoryCompliance
{
    private static readonly LargeJournal Large = new();

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_LargeJournal_ReadsNoMoreThanTheTrendsNeed()
    {
        await using var journal = await OpenAsync(Large);
        var scheduled = await ReadAsync(journal, LargeJournal.Report, Large.Now);

        // The first entry, the report before (by name, and among those since), and the events of each kind there is.
        Assert.Equal(3, scheduled.Reader.Events.Sum(one => one.Rows) + scheduled.Reader.Past.Where(one => !IsOfEvents(one.Filter)).Sum(one => one.Rows));
        Assert.All(scheduled.Reader.Past.Where(one => IsOfEvents(one.Filter)), one => Assert.InRange(one.Rows, 0, HistoryReader.MostEvents));
        Assert.Equal(2 * HistoryReader.MostEvents, scheduled.History.Events.Count);
        Assert.Equal(Large.To - Large.Every, scheduled.History.Previous!.PeriodTo);
        Assert.Equal(Large.Masters, scheduled.History.KnownSince.Count);

        // On demand there is no report before, and one master is new.
        var more = Large.Now[0] with { Masters = [.. Large.Now[0].Masters, new MasterHealth { Cluster = LargeJournal.Cluster, Master = "new" }] };
        var demanded = await ReadAsync(journal, ReportMaker.OnDemand, [more]);
        Assert.Null(demanded.History.Previous);
        Assert.Equal(HistoryReader.MostReports, demanded.Reader.Past.Where(one => !IsOfEvents(one.Filter)).Sum(one => one.Rows));
        Assert.Equal(["new"], demanded.Reader.Events.Select(one => one.Filter.Master).OfType<string>());

        foreach (var filter in scheduled.Reader.Past.Concat(demanded.Reader.Past).Select(one => one.Filter))
        {
            await journal.AssertPlanAsync(filter);
        }

        foreach (var filter in scheduled.Reader.Events.Concat(demanded.Reader.Events).Select(one => one.Filter))
        {
            await journal.AssertPlanAsync(filter);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Large.Events} events and {Large.Reports} reports: {scheduled.Reader.Rows} rows in {scheduled.Took.TotalMilliseconds:0} ms; on demand {demanded.Reader.Rows} rows in {demanded.Took.TotalMilliseconds:0} ms");
    }

    private protected abstract Task<IFilledJournal> OpenAsync(LargeJournal large);

    private static bool IsOfEvents(PastFilter filter) => filter.Incident is null && filter.Kind != EventKind.HealthReported;

    private static async Task<(WatchedReader Reader, ReportHistory History, TimeSpan Took)> ReadAsync(IFilledJournal journal, string name, IReadOnlyList<ClusterHealth> now)
    {
        var reader = new WatchedReader(journal.Reader);
        var begun = TimeProvider.System.GetTimestamp();
        var history = await new HistoryReader(reader).ReadAsync(name, now, Large.To, Cancellation);
        return (reader, history, TimeProvider.System.GetElapsedTime(begun));
    }

    /// <summary>A journal, and how its database goes about a statement.</summary>
    private protected interface IFilledJournal : IAsyncDisposable
    {
        IJournalReader Reader { get; }

        /// <summary>That the statement of a filter touches the rows that it gives, and no others.</summary>
        Task AssertPlanAsync(PastFilter filter);

        /// <summary>Likewise.</summary>
        Task AssertPlanAsync(EventFilter filter);
    }
}
