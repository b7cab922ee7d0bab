using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Reports;

namespace SentinelEvents.Unit.Reports;

public sealed class ReportBuilderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 8, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_SeveralMasters_WorstFirstAndTheReportAsBadAsTheWorst()
    {
        var report = Build(ReportHistory.None, Cluster("a", Master("a", "ready", HealthVerdict.Ready), Master("a", "risk", HealthVerdict.AtRisk)), Cluster("b", Master("b", "fails", HealthVerdict.WouldFail)));
        Assert.Equal(["fails", "risk", "ready"], report.Masters.Select(master => master.Master));
        Assert.Equal((HealthVerdict.WouldFail, Severity.Critical, "*"), (report.Verdict, report.Severity, report.Cluster));
    }

    [Fact]
    public void Of_NoMaster_IsUnknownAndNotReady()
    {
        var report = Build(ReportHistory.None);
        Assert.Equal((HealthVerdict.Unknown, Severity.Warning), (report.Verdict, report.Severity));
    }

    [Fact]
    public void Of_SameNameAndDueTime_SameIds()
    {
        var (first, second) = (Build(ReportHistory.None, Cluster("a")), Build(ReportHistory.None, Cluster("b")));
        Assert.Equal((EventKey.ToId($"report/nightly/{Now:O}"), EventKey.ToId("report/nightly")), (first.EventId, first.IncidentId));
        Assert.Equal((first.EventId, first.IncidentId), (second.EventId, second.IncidentId));
        Assert.Equal("a", first.Cluster);
    }

    [Fact]
    public void Of_ReportBefore_ItsVerdictsFindingsAndTimeAreComparedWith()
    {
        var before = new HealthReported
        {
            Report = "nightly",
            PeriodTo = Now.AddHours(-2),
            Masters = [Master("a", "one", HealthVerdict.WouldFail)],
            Findings = [Found("SE001")],
        };
        var cluster = Cluster("a", Master("a", "one", HealthVerdict.Ready), Master("a", "two", HealthVerdict.Ready)) with { Findings = [Found("SE002")] };
        var report = Build(ReportHistory.None with { Previous = before }, cluster);

        Assert.Equal([HealthVerdict.WouldFail, null], report.Masters.Select(master => master.PreviousVerdict));
        Assert.Equal(("SE002", "SE001"), (Assert.Single(report.NewFindings).Rule, Assert.Single(report.GoneFindings).Rule));
        Assert.Equal((Now.AddHours(-2), Now.AddHours(-2), Now), (report.PreviousAt, report.PeriodFrom, report.PeriodTo));
    }

    [Fact]
    public void Of_NoJournal_NoTrendButTheMarginOfNow()
    {
        var report = Build(ReportHistory.None, Cluster("a", Master("a", "one", HealthVerdict.Ready)));
        Assert.Equal((Now.AddDays(-1), Now, null), (report.PeriodFrom, report.PeriodTo, report.PreviousAt));
        var step = Assert.Single(report.Trends);
        Assert.Equal((Now, 1, null), (step.To, step.SentinelMargin, step.Availability));
    }

    [Fact]
    public void Of_JournalOfTenDays_TheStepsThatItKnowsAndWhatHappenedInEach()
    {
        SentinelEvent[] events =
        [
            new MasterDown { Address = new("10.0.0.1", 6379), Cluster = "a", Master = "one", IncidentId = EventKey.ToId("i"), AgreedAt = Now.AddDays(-3.5), OccurredAt = Now.AddDays(-3.5) },
            new MasterRecovered { Address = new("10.0.0.1", 6379), Cluster = "a", Master = "one", IncidentId = EventKey.ToId("i"), AgreedAt = Now.AddDays(-3.25), OccurredAt = Now.AddDays(-3.25) },
        ];
        var history = new ReportHistory(
            null,
            [Margin(Now.AddDays(-2.5), "a", 0), Margin(Now.AddDays(-2.6), "a", 2), Margin(Now.AddDays(-2.5), "other", -1)],
            events,
            new Dictionary<(string, string), DateTimeOffset> { [("a", "one")] = Now.AddDays(-10) });
        var trends = Build(history, Cluster("a", Master("a", "one", HealthVerdict.Ready))).Trends;

        Assert.Equal(10, trends.Count);
        Assert.Equal((Now.AddDays(-10), Now), (trends[0].From, trends[^1].To));
        Assert.Equal(0.75, trends[6].Availability!.Value, 9);
        Assert.All(trends.Where((_, at) => at != 6), step => Assert.Equal(1, step.Availability!.Value, 9));
        Assert.Equal([null, null, null, null, null, null, null, 0, null, 1], trends.Select(step => step.SentinelMargin));
    }

    [Fact]
    public void UnseenMasters_NamedButNotMonitored_StaysInTheReportAsUnknown()
    {
        var read = new SentinelInspection(new HostAddress("10.0.0.1", 26379), true);
        var health = UnseenMasters.AddTo(Cluster("a", Master("a", "one", HealthVerdict.Ready)), Inspection(["one", "gone", "other-*"], read));
        Assert.Equal([("one", HealthVerdict.Ready), ("gone", HealthVerdict.Unknown)], health.Masters.Select(master => (master.Master, master.Verdict)));
        Assert.Equal("no sentinel that could be read monitors it", Assert.Single(health.Masters[1].Reasons));
    }

    [Fact]
    public void UnseenMasters_NoSentinelRead_TheDeploymentStaysInTheReport()
    {
        var master = Assert.Single(UnseenMasters.AddTo(Cluster("a"), Inspection([])).Masters);
        Assert.Equal(("a", "*", HealthVerdict.Unknown), (master.Cluster, master.Master, master.Verdict));
        Assert.Equal("no sentinel of the deployment could be read", Assert.Single(master.Reasons));
    }

    private static PastMargin Margin(DateTimeOffset at, string cluster, int margin) => new(at, at, new HashSet<string> { cluster }, margin);

    private static HealthReported Build(ReportHistory history, params ClusterHealth[] clusters) => ReportBuilder.Of("nightly", Now, clusters, history);

    private static ClusterInspection Inspection(IReadOnlyList<string> wanted, params SentinelInspection[] sentinels) =>
        new("a", Now, wanted, new Dictionary<string, string>(), sentinels, [], true);

    private static ClusterHealth Cluster(string name, params MasterHealth[] masters) => new(name, Now, masters, []);

    private static MasterHealth Master(string cluster, string name, HealthVerdict verdict) =>
        new() { Cluster = cluster, Master = name, Verdict = verdict, Reasons = ["r"], Margin = new HealthMargin { Sentinels = 1, Replicas = 1 } };

    private static HealthFinding Found(string rule) =>
        new() { Rule = rule, Cluster = "a", Master = "one", Subject = "10.0.0.1:6379", Title = "t", Evidence = "e", Why = "w", Cure = "c" };
}
