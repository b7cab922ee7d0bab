using SentinelEvents.Contracts;
using SentinelEvents.Unit.Notifications.Email;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Unit.Presentation;

public sealed class IncidentTimelineTests
{
    [Fact]
    public void Of_AFailover_ShowsWhoSaidWhatWhen()
    {
        var timeline = IncidentTimeline.Of(MailSamples.FailoverOnRecord)!;
        Assert.Equal(MailSamples.Start, timeline.Start);
        Assert.Equal(
            [
                "10.0.0.11:26379 leader: Suspected 0, Elected 960, Ended 4280, Switched 4290",
                "10.0.0.12:26379: Down 310, Switched 2166",
                "10.0.0.13:26379: Switched 2200",
            ],
            timeline.Lanes.Select(Text));
        Assert.Equal(
            ["detected 0-310", "elected 310-960", "promoted 960-2200", "reconfigured 2200-4280"],
            timeline.Phases.Select(Text));
        Assert.Equal(
            ["old master 10.0.0.1:6379: down 0-2200, replaced 2200-4290", "new master 10.0.0.2:6379: replica 0-2200, master 2200-4290"],
            timeline.Servers.Select(server => $"{server.Name}: {string.Join(", ", server.Spans.Select(Text))}"));
    }

    [Fact]
    public void Of_AFailoverWithVotes_MarksThemOnTheirLanesAndNotBesideTheElection()
    {
        var at = MailSamples.Start.AddMilliseconds(700);
        IReadOnlyList<Evidence> votes = [new("1", "10.0.0.11:26379", at, EvidenceSource.PubSub), new("3", "10.0.0.13:26379", at.AddMilliseconds(4), EvidenceSource.PubSub)];
        IReadOnlyList<SentinelEvent> events = [.. MailSamples.Failover.Select(one => one is FailoverStarted started ? started with { Leader = "1", Votes = votes } : one)];
        var marks = IncidentTimeline.Of(events)!.Lanes.Where(lane => lane.Marks.Any(mark => mark.Sign == TimelineSign.Voted)).Select(Text);
        Assert.Equal("10.0.0.13:26379: Voted 704", Assert.Single(marks));
    }

    [Fact]
    public void Of_AFailoverThatIsNotOverYet_TakesThePhasesFromTheEvents()
    {
        var timeline = IncidentTimeline.Of([.. MailSamples.Failover.Take(3)])!;
        Assert.Equal(["detected 0-310", "elected 310-960", "promoted 960-2200"], timeline.Phases.Select(Text));
    }

    [Fact]
    public void Of_TheEndAlone_TakesThePhasesFromIt()
    {
        var timeline = IncidentTimeline.Of([MailSamples.Failover[3]])!;
        Assert.Equal(MailSamples.Start, timeline.Start);
        Assert.Equal("promoted 960-2200", Text(timeline.Phases[2]));
    }

    [Fact]
    public void Of_APlannedFailover_SaysThatTheOldMasterWentOn()
    {
        var timeline = IncidentTimeline.Of(MailSamples.Planned)!;
        Assert.True(timeline.Planned);
        Assert.Equal(["promoted 0-1090", "reconfigured 1090-2130"], timeline.Phases.Select(Text));
        Assert.Equal(["master 0-1090", "second master 1090-1990", "replaced 1990-2160"], timeline.Servers[0].Spans.Select(Text));
    }

    [Fact]
    public void Of_AFailedFailover_HasNoNewMaster()
    {
        var timeline = IncidentTimeline.Of(MailSamples.Failed)!;
        Assert.Equal(["down 0-1500"], Assert.Single(timeline.Servers).Spans.Select(Text));
        Assert.Equal("attempt failed 960-1500", Text(timeline.Phases[^1]));
        Assert.Contains(timeline.Lanes, lane => lane.Marks.Any(mark => mark.Sign == TimelineSign.GaveUp));
    }

    [Fact]
    public void Of_MoreSentinelsThanLanes_CountsTheOthers()
    {
        var timeline = IncidentTimeline.Of(MailSamples.ManySentinels)!;
        Assert.Equal(IncidentTimeline.MostLanes, timeline.Lanes.Count);
        Assert.Equal("and 5 more sentinels: 5 switched", timeline.FoldedText);
    }

    [Fact]
    public void Of_WhatIsNoFailover_IsNothing() => Assert.Null(IncidentTimeline.Of([MailSamples.Failover[0]]));

    [Fact]
    public void Axis_ALongWait_IsCutShortAndTheRestKeepsItsProportions()
    {
        var axis = IncidentTimeline.Of(MailSamples.FailedThenSwitched)!.Axis;
        var (from, to) = Assert.Single(axis.Cuts);
        Assert.Equal((1500, 362_330), (from.TotalMilliseconds, to.TotalMilliseconds));
        Assert.InRange(axis.Place(to) - axis.Place(from), 0.1, 0.4);
        Assert.Equal(2, axis.Place(TimeSpan.FromMilliseconds(620)) / axis.Place(TimeSpan.FromMilliseconds(310)), 6);
        Assert.Equal((0, 1), (axis.Place(TimeSpan.FromSeconds(-1)), axis.Place(TimeSpan.FromHours(1))));
    }

    [Fact]
    public void Axis_PartsOfASecond_KeepTheirProportions()
    {
        var axis = TimelineAxis.Of([.. new[] { 0, 260, 340, 344, 365 }.Select(at => TimeSpan.FromMilliseconds(at))]);
        Assert.Empty(axis.Cuts);
        Assert.Equal(260.0 / 365, axis.Place(TimeSpan.FromMilliseconds(260)), 6);
    }

    [Fact]
    public void Axis_OneInstant_IsTheBeginning() => Assert.Equal(0, TimelineAxis.Of([TimeSpan.Zero]).Place(TimeSpan.FromSeconds(1)));

    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    public void Labels_ThatFit_NeverOverlapAndStayInside(int count)
    {
        // Seeded: a failure is the same each time.
        var chance = new Random(20260307);
        for (var round = 0; round < 500; round++)
        {
            float[] widths = [.. Enumerable.Range(0, count).Select(_ => 10 + (chance.NextSingle() * 300 / count))];
            float[] wanted = [.. Enumerable.Range(0, count).Select(_ => chance.NextSingle() * 400).Order()];
            if (!LabelRow.Fits(widths, 400, 4))
            {
                continue;
            }

            var left = LabelRow.Place(wanted, widths, 400, 4);
            Assert.InRange(left[0], 0, 400);
            Assert.True(left[^1] + widths[^1] <= 400.01f);
            Assert.All(Enumerable.Range(1, count - 1), i => Assert.True(left[i] >= left[i - 1] + widths[i - 1] + 3.99f));
        }
    }

    [Fact]
    public void Picture_OfTheSameIncident_IsTheSameBytesAndDiffersByNight()
    {
        var timeline = IncidentTimeline.Of(MailSamples.Failover)!;
        Assert.True(TimelinePicture.Light(timeline).Png.Span.SequenceEqual(TimelinePicture.Light(timeline).Png.Span));
        Assert.False(TimelinePicture.Light(timeline).Png.Span.SequenceEqual(TimelinePicture.Dark(timeline).Png.Span));
    }

    [Fact]
    public void Picture_OfHostileNames_IsDrawnAndDescribed()
    {
        var events = MailSamples.Failover.Select(one => one with { Master = new string('\u202e', 300) + "<b>" }).ToList();
        var picture = TimelinePicture.Light(IncidentTimeline.Of(events)!);
        Assert.NotEmpty(picture.Png.ToArray());
        Assert.DoesNotContain('\u202e', picture.Alt);
    }

    private static string Text(TimelineLane lane) =>
        $"{lane.Name}{(lane.IsLeader ? " leader" : "")}: {string.Join(", ", lane.Marks.Select(mark => FormattableString.Invariant($"{mark.Sign} {mark.At.TotalMilliseconds:0}")))}";

    private static string Text(TimelineSpan span) => FormattableString.Invariant($"{span.Name} {span.From.TotalMilliseconds:0}-{span.To.TotalMilliseconds:0}");
}
