using System.Text.RegularExpressions;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Notifications.Email;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Presentation;
using SentinelEvents.Worker.Status.Pages;
using SentinelEvents.Worker.Status.Views;
using SentinelEvents.Worker.Status.Writes;

namespace SentinelEvents.Unit.Status.Pages;

public sealed partial class PageTests
{
    private const string Hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'\u202e";

    public static TheoryData<string> Names => ["overview", "master", "events", "incident", "sentinels", "deliveries", "silences", "reports", "report"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Page_HostileTexts_AreTextAndNothingIsInline(string name)
    {
        var html = await PageAsync(name);

        // The policy of these pages allows neither, and nothing from outside may look like either.
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', html);
        Assert.DoesNotMatch(InlineStyle(), html);
        Assert.DoesNotMatch(InlineHandler(), html);
        Assert.Single(ScriptTag().Matches(html));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Page_Any_HasOneHeadingOneMainAndNoIdTwice(string name)
    {
        var html = await PageAsync(name);

        Assert.Single(Regex.Matches(html, "<h1[ >]"));
        Assert.Single(Regex.Matches(html, "<main "));
        Assert.Empty(Regex.Matches(html, " id=\"([^\"]*)\"").CountBy(id => id.Groups[1].Value).Where(id => id.Value > 1).Select(id => id.Key));
        Assert.Contains("data-after=\"7\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Incident_Failover_TellsTheTimelineAsPictureAndInWords()
    {
        var html = await PageAsync("incident");

        Assert.Contains("<svg class=\"drawing\"", html, StringComparison.Ordinal);
        foreach (var line in IncidentTimeline.Of(MailSamples.Failover)!.Describe().Skip(1))
        {
            Assert.Contains(System.Net.WebUtility.HtmlDecode(line), System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Timeline_OfHostileNames_HasNoMarkupOfTheirs()
    {
        var events = MailSamples.Failover.Select(one => one with { Cluster = Hostile, Master = Hostile }).ToList();
        var svg = TimelineSvg.Of(IncidentTimeline.Of(events)!).Markup;

        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Master_SentinelHoldsAnotherAddress_IsSaidInTheTableAndInTheDescription()
    {
        var seen = Seen.After(Stories.Elected.Replace("5.04 c: +sdown master mymaster 10.0.0.1 6379", "5.04 c holds mymaster at 10.0.0.9:6379 epoch 1", StringComparison.Ordinal).Split("5.09")[0].TrimEnd());
        var html = await Rendered.OfAsync<OneMasterPage>(new MasterModel { Detail = seen.Detail(), Incidents = [], Events = [] });

        Assert.Contains("differs: address", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"redtext\">10.0.0.9:6379</span>", html, StringComparison.Ordinal);
        Assert.Contains(TopologyDrawing.Describe(seen.Detail()), line => line.Contains("differs, names 10.0.0.9:6379 at epoch 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Master_NoSentinelSeen_CountsNothingThatNobodyTells()
    {
        var seen = Seen.After(Stories.Elected.Split("5.04")[0] + "5 a,b,c lost");
        var html = await Rendered.OfAsync<OneMasterPage>(new MasterModel { Detail = seen.Detail(), Incidents = [], Events = [] });

        Assert.Contains("The sentinels last agreed on", html, StringComparison.Ordinal);
        Assert.Contains("how many are usable is not known", html, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing could replace this master", html, StringComparison.Ordinal);
        var overview = await Rendered.OfAsync<OverviewPage>(OverviewModel.Of([seen.Summary()], new OverviewFilter()));
        Assert.Contains("replicas not known", overview, StringComparison.Ordinal);
        Assert.DoesNotContain("too few</span>", overview, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, 0, "The master is well")]
    [InlineData(3, 0, 0, "All 3 masters are well")]
    [InlineData(0, 1, 0, "The master's state is not known")]
    [InlineData(3, 1, 0, "The state of 1 of 4 masters is not known")]
    [InlineData(0, 0, 1, "The master is in trouble")]
    [InlineData(3, 1, 1, "1 of 5 masters is in trouble")]
    [InlineData(0, 1, 2, "2 of 3 masters are in trouble")]
    public async Task Overview_Heading_SaysTheWorst(int good, int unknown, int down, string heading)
    {
        var one = Seen.After(Stories.Elected.Split("5.04")[0] + "5").Summary();
        var masters = Enumerable.Repeat(MasterStanding.Good, good).Concat(Enumerable.Repeat(MasterStanding.Unknown, unknown)).Concat(Enumerable.Repeat(MasterStanding.Down, down))
            .Select((standing, number) => one with { Master = $"m{number}", Standing = standing }).ToList();
        var html = await Rendered.OfAsync<OverviewPage>(OverviewModel.Of(masters, new OverviewFilter()));

        Assert.Contains($"<h1>{heading}</h1>", System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overview_ReasonOfAStanding_IsTextBesideALinkToItsIncident()
    {
        var down = Seen.After(Stories.Elected.Split("5.22")[0].TrimEnd()).Summary();
        var html = await Rendered.OfAsync<OverviewPage>(OverviewModel.Of([down], new OverviewFilter()));

        Assert.Contains($"<bdi>{down.Why}</bdi>", html, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{PageUrls.Incident(down.IncidentId!.Value)}\">incident</a>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliveries_NotTriedWhileItsDestinationFails_SayWhatTheyWaitFor()
    {
        var model = Deliveries();
        var row = model.Rows[0];
        var waiting = row with { Delivery = row.Delivery with { Destination = "prod", State = DeliveryState.Pending, Attempts = 0, Reason = null, Detail = null, NotBefore = null } };
        var failing = Rendered.Frame().Glance!.Destinations;

        var html = await Rendered.OfAsync<DeliveriesPage>(model with { Destinations = failing, Rows = [waiting] });

        Assert.Contains("waits while prod fails", html, StringComparison.Ordinal);
        Assert.DoesNotContain("waits while", await Rendered.OfAsync<DeliveriesPage>(model with { Destinations = [failing[0] with { Health = DestinationHealth.Working }], Rows = [waiting] }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_NobodyMayWrite_AreNotThere()
    {
        var frame = Rendered.Frame() with { Token = null };

        Assert.DoesNotContain("method=\"post\"", await Rendered.OfAsync<DeliveriesPage>(Deliveries(), frame), StringComparison.Ordinal);
        var silences = await Rendered.OfAsync<SilencesPage>(Silences(), frame);
        Assert.DoesNotContain("method=\"post\"", silences, StringComparison.Ordinal);
        Assert.Contains("Http:ApiKeyFile", silences, StringComparison.Ordinal);
    }

    [Fact]
    public void Overview_ManyMasters_WorstFirstFilteredAndInPages()
    {
        var good = Seen.After(Stories.Elected.Split("5.04")[0] + "5").Summary();
        var down = Seen.After(Stories.Elected.Split("5.22")[0].TrimEnd()).Summary();
        List<MasterSummary> masters = [.. Enumerable.Range(0, 1200).Select(number => (number == 777 ? down : good) with { Master = $"m{number:0000}", Cluster = number % 2 == 0 ? "even" : "odd" })];

        var all = OverviewModel.Of(masters, new OverviewFilter());
        Assert.Equal(("m0777", 1200, 24, OverviewModel.MostRows), (all.Rows[0].Master, all.Fitting, all.Pages, all.Rows.Count));
        Assert.Equal([(MasterStanding.Down, 1), (MasterStanding.Good, 1199)], all.Counts.Select(count => (count.Key, count.Value)));
        Assert.Equal(OverviewModel.MostRows, OverviewModel.Of(masters, new OverviewFilter(Page: 24)).Rows.Count);
        Assert.Equal(["m0777"], OverviewModel.Of(masters, new OverviewFilter("M0777 ODD")).Rows.Select(row => row.Master));
        Assert.Empty(OverviewModel.Of(masters, new OverviewFilter("m0777", "even")).Rows);
        var narrowed = OverviewModel.Of(masters, new OverviewFilter(Standing: MasterStanding.Down));
        Assert.Equal((1, 1200), (narrowed.Fitting, narrowed.Total));
    }

    [Theory]
    [InlineData("prod", "mymaster", "/masters/prod/mymaster")]
    [InlineData("prod", "a b&c", "/masters/prod/a%20b%26c")]
    [InlineData("prod", "a/b", "/master?cluster=prod&master=a%2Fb")]
    [InlineData("prod", "..", "/master?cluster=prod&master=..")]
    [InlineData("prod", "50%", "/master?cluster=prod&master=50%25")]
    [InlineData("a\\b", "x", "/master?cluster=a%5Cb&master=x")]
    public void Url_OfMaster_LeadsToItWhateverItsName(string cluster, string master, string url) => Assert.Equal(url, PageUrls.Master(cluster, master));

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("identity", null)]
    [InlineData("", null)]
    public void Compression_Asked_IsTheBestOfThose(string accepted, string? chosen)
    {
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        context.Request.Headers.AcceptEncoding = accepted;
        Assert.Equal(chosen, PageCompression.Choose(context.Request));
    }

    [Fact]
    public void Album_SameReport_IsDrawnOnceWhileItIsAmongTheLast()
    {
        var album = new ReportAlbum();
        var report = ReportSamples.Five();
        var drawn = album.Of(report);
        for (var other = 1; other < ReportAlbum.Most; other++)
        {
            album.Of(report with { EventId = new Guid(other, 1, 0, new byte[8]), Trends = [], MasterTrends = [] });
        }

        Assert.Same(drawn, album.Of(report));
        for (var other = 0; other < ReportAlbum.Most; other++)
        {
            album.Of(report with { EventId = new Guid(other, 2, 0, new byte[8]), Trends = [], MasterTrends = [] });
        }

        Assert.NotSame(drawn, album.Of(report));
    }

    [Fact]
    public void Assets_All_AreNamedByTheirContentAndSmall()
    {
        Assert.All(PageAssets.All, asset => Assert.Matches("^/assets/[0-9a-f]{12}/[a-z.]+$", asset.Url));
        Assert.InRange(PageAssets.All.Sum(asset => asset.Brotli.Length), 1, 10_000);
        Assert.Contains("EventSource", System.Text.Encoding.UTF8.GetString(PageAssets.Script.Plain.Span), StringComparison.Ordinal);
    }

    private static Task<string> PageAsync(string name)
    {
        var seen = Seen.After(Stories.Elected);
        var summary = seen.Summary() with { Cluster = Hostile, Master = Hostile, Why = Hostile };
        var detail = seen.Detail() with { Summary = summary };
        var line = EventLine.Of(1, Samples.Of(EventKind.MasterSwitched) with { Cluster = Hostile, Master = Hostile });
        var frame = Rendered.Frame(Hostile);
        return name switch
        {
            "overview" => Rendered.OfAsync<OverviewPage>(OverviewModel.Of([summary], new OverviewFilter(Hostile)) with { Rows = [summary] }, frame),
            "master" => Rendered.OfAsync<OneMasterPage>(new MasterModel { Detail = detail, Incidents = [], Events = [line] }, frame),
            "events" => Rendered.OfAsync<EventsPage>(new EventsModel { Clusters = [Hostile], Cluster = Hostile, Master = Hostile, Lines = [line] }, frame),
            "incident" => Rendered.OfAsync<IncidentPage>(
                IncidentModel.Of(Guid.Empty, [.. MailSamples.Failover.Select((one, place) => new JournalledEvent(place, one, one.Evidence, [new(place, Hostile, DeliveryState.Rejected, 1, null, null, Hostile, Hostile)]))], true)!, frame),
            "sentinels" => Rendered.OfAsync<SentinelsPage>(
                new SentinelsModel { Sentinels = [], Matrices = [seen.Matrix() with { Cluster = Hostile, Masters = [.. seen.Matrix().Masters.Select(row => row with { Master = Hostile })] }] }, frame),
            "deliveries" => Rendered.OfAsync<DeliveriesPage>(Deliveries(), frame),
            "silences" => Rendered.OfAsync<SilencesPage>(Silences(), frame),
            "reports" => Rendered.OfAsync<ReportsPage>(new ReportsModel { Reports = [ReportSamples.Hostile()] }, frame),
            _ => Rendered.OfAsync<OneReportPage>(ReportModel.Of(ReportSamples.Hostile(), ReportPictures.Of(ReportSamples.Hostile())), frame),
        };
    }

    private static DeliveriesModel Deliveries() => new()
    {
        State = DeliveryState.Rejected,
        Destination = Hostile,
        Destinations = [new DestinationStatus(Hostile, DestinationHealth.Disabled, 1, 1, 1, new DeliveryProblem(Rendered.Now, DeliveryReason.Refused, Hostile), null)],
        Counts = [new DeliveryCount(Hostile, DeliveryState.Rejected, 1)],
        Rows = [new ListedDelivery(Guid.Empty, "MasterDown", Hostile, Hostile, Rendered.Now, new(1, Hostile, DeliveryState.Rejected, 1, null, null, Hostile, Hostile))],
    };

    private static SilencesModel Silences() => new()
    {
        Silences =
        [
            new ListedSilence(Guid.Empty, new SilenceOptions { Name = Hostile, Author = Hostile, Comment = Hostile, To = [Hostile], Match = new RouteMatch { Masters = [Hostile] } }, SilenceOrigin.Api, SilenceState.Active),
        ],
        Destinations = [Hostile],
        Wanted = new SilenceBody { Name = Hostile, Author = Hostile, Comment = Hostile, Start = Hostile },
        Errors = new Dictionary<string, string[]> { ["match.masters[0]"] = [Hostile] },
    };

    [GeneratedRegex(" style *=")]
    private static partial Regex InlineStyle();

    [GeneratedRegex("<[^>\"]*(\"[^\"]*\"[^>\"]*)* on[a-z]+ *=")]
    private static partial Regex InlineHandler();

    [GeneratedRegex("<script ")]
    private static partial Regex ScriptTag();
}
