using System.Net;
using System.Text.RegularExpressions;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Unit.Presentation;

public sealed partial class ReportTests
{
    public static TheoryData<string> Names => ["five", "one", "many", "healthy", "hostile"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_OfEverySample_IsAsApproved(string name) => Snapshot.Match($"Presentation/Golden/{name}.txt", ReportText.Of(Sample(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Html_OfEverySample_IsAsApproved(string name) => Snapshot.Match($"Presentation/Golden/{name}.html", Page(Sample(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Html_OfEverySample_IsNotClippedByMailClients(string name) => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(Page(Sample(name))), 1000, 102_000);

    [Theory]
    [MemberData(nameof(Names))]
    public void Pictures_OfEverySample_AreTheSameEachTime(string name)
    {
        var first = ReportPictures.Of(Sample(name));
        var second = ReportPictures.Of(Sample(name));
        Assert.Equal(first.Select(picture => Convert.ToBase64String(picture.Png.Span)), second.Select(picture => Convert.ToBase64String(picture.Png.Span)));
        Assert.All(first, picture => Assert.InRange(picture.Png.Length, 1000, 260_000));
        Assert.Distinct(first.Select(picture => picture.ContentId));
    }

    [Fact]
    public void Pictures_WithoutHistory_AreTheTopologyOnly()
    {
        var report = ReportSamples.Five();
        Assert.Equal(["topology.png"], ReportPictures.Of(report with { Trends = [report.Trends[0]] }).Select(picture => picture.FileName));
        Assert.Contains("no history yet", ReportText.Of(report with { Trends = [] }), StringComparison.Ordinal);
        Assert.Contains("no history yet", Page(report with { Trends = [report.Trends[0]] }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("many")]
    [InlineData("healthy")]
    public void Json_OfFiveHundredMasters_IsAMessageThatEveryBrokerTakes(string name) => Assert.InRange(SentinelEventJson.Serialize(Sample(name)).Length, 1, 1_000_000);

    [Fact]
    public void TrendCurves_OfFewMasters_AreOneEach()
    {
        var curves = TrendCurve.Of(ReportSamples.Five());
        Assert.Equal(["orders", "sessions", "cart", "users"], curves.Select(curve => curve.Name));
        Assert.Equal(["lowest 99.35 %", "lowest 99.62 %", "lowest 99.89 %", "always 100 %"], curves.Select(curve => curve.Depth));
    }

    [Fact]
    public void TrendCurves_OfManyMasters_AreTheWorstAndTheOthersTogether()
    {
        var curves = TrendCurve.Of(ReportSamples.Many(500));
        Assert.Equal(7, curves.Count);
        Assert.Equal(("mean of 494 others", "lowest 99.85 %"), (curves[^1].Name, curves[^1].Depth));
    }

    [Fact]
    public void TrendCurves_OfAReportFromBeforeThereWereAny_AreTheMeanOfAll()
    {
        var curve = Assert.Single(TrendCurve.Of(ReportSamples.Five() with { MasterTrends = [] }));
        Assert.Equal("mean of all masters", curve.Name);
        Assert.Contains(ReportPictures.Of(ReportSamples.Five() with { MasterTrends = [] }), picture => picture.Alt.StartsWith("Mean availability of all masters", StringComparison.Ordinal));
    }

    [Fact]
    public void Html_OfHostileNames_HasNoMarkupOfTheirs()
    {
        var page = Page(ReportSamples.Hostile());
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\" onload", page, StringComparison.Ordinal);
        foreach (var text in new[] { page, ReportText.Of(ReportSamples.Hostile()) })
        {
            Assert.DoesNotContain(text, character => char.IsControl(character) && character != '\n');
            Assert.DoesNotContain('\u202E', text);
        }

        Assert.All(ReportDigest.Of(ReportSamples.Hostile()).Cards, card => Assert.InRange(card.Name.Length, 1, 60));
    }

    [Fact]
    public void Html_ImagesRefer_ToThePicturesOfTheSameReport()
    {
        var report = ReportSamples.Five();
        var pictures = ReportPictures.Of(report);
        var mail = ReportPage.Html(report, pictures, PictureLinks.ContentIds);
        Assert.Equal(pictures.Select(picture => $"cid:{picture.ContentId}").Order(), Sources().Matches(mail).Select(match => match.Groups[1].Value).Order());
        var file = ReportPage.Html(report, pictures, PictureLinks.DataUris);
        Assert.Equal(
            pictures.Select(picture => $"data:image/png;base64,{Convert.ToBase64String(picture.Png.Span)}").Order(),
            Sources().Matches(file).Select(match => match.Groups[1].Value).Order());
    }

    [Fact]
    public void Html_Always_SaysWhatTheTextSays()
    {
        var page = WebUtility.HtmlDecode(Page(ReportSamples.Five()));
        var digest = ReportDigest.Of(ReportSamples.Five());
        Assert.Contains(digest.Advice, page, StringComparison.Ordinal);
        Assert.All(digest.Cards, card => Assert.Contains(card.Name, page, StringComparison.Ordinal));
        Assert.All(digest.Cards.SelectMany(card => card.Reasons), reason => Assert.Contains(reason, page, StringComparison.Ordinal));
        Assert.All(digest.Findings.SelectMany(group => group.Cures), cure => Assert.Contains(cure, page, StringComparison.Ordinal));
    }

    [Fact]
    public void Text_Lines_AreNoLongerThanAMailShows() => Assert.All(
        ReportText.Of(ReportSamples.Five()).Split('\n').Where(line => !line.Contains("cure ", StringComparison.Ordinal)),
        line => Assert.InRange(line.Length, 0, 78));

    [Fact]
    public void Headline_Always_CountsTheWorst()
    {
        Assert.Equal("2 of 5 masters would not fail over", ReportDigest.Of(ReportSamples.Five()).Headline);
        Assert.Equal("all 14 masters ready", ReportDigest.Of(ReportSamples.Healthy(14)).Headline);
        Assert.Equal("the master is ready", ReportDigest.Of(ReportSamples.Healthy(1)).Headline);
        Assert.Equal("no master was found", ReportDigest.Of(ReportSamples.Healthy(0)).Headline);
        Assert.Equal(
            "all 3 masters ready, 1 critical finding",
            ReportDigest.Of(ReportSamples.Healthy(3) with { Findings = [ReportSamples.Five().Findings[0]] }).Headline);
    }

    [Fact]
    public void Digest_OfManyMasters_FoldsTheHealthyAndGroupsTheFindings()
    {
        var digest = ReportDigest.Of(ReportSamples.Many(500));
        Assert.All(digest.Cards, card => Assert.Equal(HealthVerdict.WouldFail, card.Verdict));
        Assert.Equal(500, digest.Cards.Count + digest.Folded.Sum(folded => folded.Names.Total));
        Assert.Equal("on 333 masters: shard-001, shard-002, shard-004, shard-005, shard-007 and 328 more", digest.Findings[0].Where);
    }

    [Theory]
    [InlineData(1.0, "100 %")]
    [InlineData(0.999999, "99.999 %")]
    [InlineData(0.99951, "99.951 %")]
    [InlineData(0, "0 %")]
    public void Share_Always_IsRoundedDown(double share, string words) => Assert.Equal(words, ReportWords.Share(share));

    private static string Page(HealthReported report) => ReportPage.Html(report, ReportPictures.Of(report), PictureLinks.ContentIds);

    private static HealthReported Sample(string name) => name switch
    {
        "five" => ReportSamples.Five(),
        "one" => ReportSamples.Healthy(1),
        "many" => ReportSamples.Many(500),
        "healthy" => ReportSamples.Healthy(500),
        _ => ReportSamples.Hostile(),
    };

    [GeneratedRegex("src=\"([^\"]*)\"")]
    private static partial Regex Sources();
}
