using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Pipeline;
using SentinelEvents.Worker.Reports;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Status;
using SentinelEvents.Worker.Status.Metrics;

namespace SentinelEvents.Unit.Status;

[Collection(OneMeter.Name)]
public sealed class ServiceMetricsTests
{
    [Fact]
    public async Task Scrape_Everything_IsInTheDocumentation()
    {
        await using var rig = await MetricsRig.StartAsync();
        rig.Work();
        var page = new StringBuilder(Snapshot.Read("docs/metrics.md").Split("<!-- table -->")[0]).Append("<!-- table -->\n\n| metric | type | labels | meaning |\n|---|---|---|---|\n");
        foreach (var metric in (await rig.ScrapeAsync()).Metrics)
        {
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{metric.Name}` | {metric.Type} | {string.Join(", ", metric.Labels)} | {metric.Help} |\n");
        }

        Snapshot.MatchInRepository("docs/metrics.md", page.ToString());
    }

    [Fact]
    public async Task Scrape_Everything_KeepsPrometheusesConventions()
    {
        await using var rig = await MetricsRig.StartAsync();
        rig.Work();
        Assert.Null(await Promtool.ComplaintAsync((await rig.ScrapeAsync()).Text, "check", "metrics"));
    }

    [Fact]
    public async Task Scrape_Histograms_HaveTheBucketsOfTheirInstruments()
    {
        await using var rig = await MetricsRig.StartAsync();
        rig.Work();
        var histograms = (await rig.ScrapeAsync()).Metrics.Where(metric => metric.Type == "histogram").ToDictionary(metric => metric.Name);
        Histogram<double>[] instruments = [Telemetry.AgreementDuration, Telemetry.CommitDelay, Telemetry.DeliveryDelay, Telemetry.JournalCommit];
        Assert.All(
            instruments,
            instrument => Assert.All(
                instrument.Advice!.HistogramBucketBoundaries!,
                bound => Assert.Contains(
                    histograms[instrument.Name].Series, line => line.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"le=\"{bound}\""), StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Scrape_FiveThousandMasters_AreNoMoreSeriesThanFewAre()
    {
        int One(Exposition scrape) => scrape.Metrics.Where(metric => metric.Type != "histogram").Sum(metric => metric.Series.Count);
        int fewSeries;
        await using (var few = await MetricsRig.StartAsync(rig => rig.Clusters = [MetricsRig.ClusterOf("local", ClusterFigures.MostMasters)]))
        {
            fewSeries = One(await few.ScrapeAsync());
        }

        await using var many = await MetricsRig.StartAsync(rig => rig.Clusters = [MetricsRig.ClusterOf("local", 5000)]);
        var scrape = await many.ScrapeAsync();
        Assert.Equal(fewSeries - (3 * ClusterFigures.MostMasters), One(scrape));
        Assert.InRange(One(scrape), 1, 100);
        Assert.Equal(5000, scrape.Value("sentinelevents_masters"));
        Assert.Equal(1, scrape.Value("sentinelevents_quorum_margin_least"));
    }

    [Theory]
    [InlineData(30, 3000)]
    [InlineData(60, (50 * ClusterFigures.MostMasters) + 1)]
    public async Task Scrape_ManyClusters_MastersAreTheirsUpToAFixedNumber(int clusters, int series)
    {
        await using var rig = await MetricsRig.StartAsync(rig => rig.Clusters = [.. Enumerable.Range(1, clusters).Select(number => MetricsRig.ClusterOf($"c{number}", ClusterFigures.MostMasters))]);
        var scrape = await rig.ScrapeAsync();
        Assert.Equal(series, Assert.Single(scrape.Metrics, metric => metric.Name == "sentinelevents_master_epoch").Series.Count);
    }

    [Fact]
    public async Task Scrape_ManyClustersWithEveryKindOfIncident_NothingIsCut()
    {
        const int clusters = 200;
        await using var rig = await MetricsRig.StartAsync(rig => rig.Clusters = [.. Enumerable.Range(1, clusters).Select(number => MetricsRig.ClusterOf($"c{number}", 1))]);
        var scrape = await rig.ScrapeAsync();
        Assert.Equal(clusters * ClusterFigures.Kinds.Count, Assert.Single(scrape.Metrics, metric => metric.Name == "sentinelevents_incidents_open").Series.Count);
    }

    [Fact]
    public async Task Scrape_ThousandsOfSentinelsThatGossipNames_AreBounded()
    {
        await using var rig = await MetricsRig.StartAsync(rig => rig.Sentinels =
        [
            .. Enumerable.Range(1, 3000).Select(number =>
                new SentinelWatchStatus("local", MetricsRig.SentinelAt(number), number == 3000, null, SentinelWatchState.Watching, MetricsRig.Begun, 0, 0, null)),
        ]);
        foreach (var observation in Enumerable.Range(1, 3000).SelectMany(number => MetricsRig.ObservationsOf(MetricsRig.SentinelAt(number))))
        {
            rig.Hear(observation);
        }

        var scrape = await rig.ScrapeAsync();
        var watched = Assert.Single(scrape.Metrics, metric => metric.Name == "sentinelevents_sentinel_watched");
        Assert.Equal(HeardCounts.MostSentinels, watched.Series.Count);
        Assert.Contains(watched.Series, line => line.Contains($"\"{MetricsRig.SentinelAt(3000)}\"", StringComparison.Ordinal));
        Assert.Equal((HeardCounts.MostSentinels + 1) * 4, Assert.Single(scrape.Metrics, metric => metric.Name == "sentinelevents_observations_total").Series.Count);
        Assert.Equal(2900 * 2, scrape.Value("sentinelevents_observations_total", "\"others\"", "\"sighted\""));
    }

    [Fact]
    public async Task Scrape_OpenIncidents_AreCountedByTheFurthestThatTheyCameTo()
    {
        var incident = new Incident { Id = SampleEvents.Incident, Ordinal = 1, OpenedAt = MetricsRig.Begun, Announced = true, SuspectedAt = MetricsRig.Begun };
        var down = incident with { DownAt = MetricsRig.Begun };
        var cluster = MetricsRig.ClusterOf("local", 4);
        foreach (var (master, open) in new[] { ("master-1", incident), ("master-2", down), ("master-3", down with { Failures = [FailoverFailure.NotElected] }) })
        {
            cluster = cluster with { Masters = cluster.Masters.With(cluster.Masters[master] with { Record = cluster.Masters[master].Record with { Incident = open } }) };
        }

        await using var rig = await MetricsRig.StartAsync(rig => rig.Clusters = [cluster]);
        var scrape = await rig.ScrapeAsync();
        foreach (var (kind, _) in ClusterFigures.Kinds)
        {
            var expected = kind is EventKind.MasterSuspected or EventKind.MasterDown or EventKind.FailoverFailed ? 1 : 0;
            Assert.Equal(expected, scrape.Value("sentinelevents_incidents_open", $"kind=\"{kind}\""));
        }
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(2, 0)]
    [InlineData(1, -1)]
    public async Task Scrape_SentinelsThatAreUsable_AreTheMargin(int usable, int margin)
    {
        var cluster = MetricsRig.ClusterOf("local", 2);
        var master = cluster.Masters["master-2"];
        master = master with { Views = master.Views.ToSmallMap(view => view.Key, view => view.Value with { Quorum = new QuorumCheck(usable, usable > 1, "") }) };
        await using var rig = await MetricsRig.StartAsync(rig => rig.Clusters = [cluster with { Masters = cluster.Masters.With(master) }]);
        var scrape = await rig.ScrapeAsync();
        Assert.Equal(margin, scrape.Value("sentinelevents_master_quorum_margin", "master-2"));
        Assert.Equal(1, scrape.Value("sentinelevents_master_quorum_margin", "master-1"));
        Assert.Equal(margin, scrape.Value("sentinelevents_quorum_margin_least"));
    }

    [Fact]
    public async Task Scrape_HostileName_CannotForgeALine()
    {
        var cluster = MetricsRig.ClusterOf("local", 1);
        const string hostile = "a\"} 1\nsentinelevents_journal_up 0\n\\";
        cluster = cluster with { Masters = MasterMap.Empty.With(cluster.Masters["master-1"] with { Name = hostile }) };
        await using var rig = await MetricsRig.StartAsync(rig => rig.Clusters = [cluster]);
        var scrape = await rig.ScrapeAsync();
        Assert.DoesNotContain("\nsentinelevents_journal_up 0", scrape.Text, StringComparison.Ordinal);
        Assert.Null(await Promtool.ComplaintAsync(scrape.Text, "check", "metrics"));
    }

    [Fact]
    public async Task Scrape_BlindSentinel_CountsTheSeconds()
    {
        await using var rig = await MetricsRig.StartAsync();
        rig.Work();
        Assert.Equal(7, (await rig.ScrapeAsync()).Value("sentinelevents_sentinel_blind_seconds_total", $"\"{MetricsRig.SentinelAt(1)}\""));
    }

    [Fact]
    public async Task Look_NothingCommitted_ProvesThatTheJournalTakesSomething()
    {
        await using var rig = await MetricsRig.StartAsync();
        await rig.Sampler.LookAsync(TestContext.Current.CancellationToken);
        Assert.InRange(rig.Proofs, 1, 2);
        rig.JournalFails = "disk full";
        await rig.Sampler.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal("disk full", rig.Sampler.Last.Problem);
        Assert.Equal(0, (await rig.ScrapeAsync()).Value("sentinelevents_journal_up"));
        Assert.Equal("the journal does not pass its regular test: disk full", rig.Services.GetRequiredService<IVitalSigns>().Problem);
        rig.JournalFails = null;
        await rig.Sampler.LookAsync(TestContext.Current.CancellationToken);
        Assert.Null(rig.Services.GetRequiredService<IVitalSigns>().Problem);
    }

    [Fact]
    public async Task Look_JournalHangs_IsGivenUpAndTold()
    {
        await using var rig = await MetricsRig.StartAsync();
        rig.JournalHangs = true;
        var time = new FakeTimeProvider();
        using var sampler = new JournalSampler(rig, rig.Services.GetRequiredService<ReportStandings>(), rig, rig, time, NullLogger<JournalSampler>.Instance);
        var looking = sampler.LookAsync(TestContext.Current.CancellationToken);
        await Until.TrueAsync(() => looking.IsCompleted, () => "still looking", () => time.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal("no answer within 10 s", sampler.Last.Problem);
        var health = await new JournalHealth(rig, sampler).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        rig.Hanging.Set();
    }

    [Fact]
    public async Task Vitals_LoopStandsStill_IsAProblemUntilItTurns()
    {
        await using var rig = await MetricsRig.StartAsync();
        var time = new FakeTimeProvider();
        var vitals = new VitalSigns(rig, rig, rig.Sampler, time);
        Assert.Null(vitals.Problem);
        time.Advance(VitalSigns.StillFor);
        Assert.Null(vitals.Problem);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("the loop that decides stands still", vitals.Problem);
        rig.Turns++;
        Assert.Null(vitals.Problem);
        rig.Clusters = [MetricsRig.ClusterOf("local", 1) with { UnsightedSince = MetricsRig.Begun }];
        Assert.Equal("too few sentinels are seen to agree in local", vitals.Problem);
        rig.Status = rig.Status with { CommitProblem = "disk full" };
        Assert.Equal("the journal takes no commit: disk full", vitals.Problem);
    }

    [Fact]
    public async Task Look_JustCommitted_LeavesTheJournalAlone()
    {
        await using var rig = await MetricsRig.StartAsync(rig => rig.LastCommit = TimeProvider.System.GetUtcNow().AddHours(1));
        await rig.Sampler.LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, rig.Proofs);
    }
}
