using SentinelEvents.Contracts;
using SentinelEvents.Unit.Notifications.Email;
using SentinelEvents.Worker.Notifications;

namespace SentinelEvents.Unit.Notifications;

public sealed class GroupDigestTests
{
    [Fact]
    public void Of_AHostThatDied_ListsEachMasterOnceTheWorstFirst()
    {
        var digest = GroupDigest.Of(MailSamples.Host(100, 3), KnownIncidents.None);
        Assert.Equal("10.0.0.1: 3 masters down, 97 masters switched", digest.Headline);
        Assert.Equal(100, digest.Rows.Count);
        Assert.Equal(["down", "down", "down", "switched"], digest.Rows.Take(4).Select(row => row.State.Word));
        Assert.Equal((GroupDigest.MostRows, 50), (digest.Listed.Count(), digest.NamedOnly.Count()));
        Assert.Equal(("10.0.0.1:7003", "10.0.0.5:7003", "2.2 s"), digest.Rows[3] is var row ? (row.From, row.To, row.Lasted) : default);
        Assert.Equal("since 03:12:04", digest.Rows[0].Lasted);
    }

    [Fact]
    public void Of_EventsThatDoNotHoldTheFirstSign_AsksTheRecord()
    {
        var all = MailSamples.Host(2);
        SentinelEvent[] switches = [.. all.Where(one => one is MasterSwitched)];
        Assert.Equal("34 ms", GroupDigest.Of(switches, KnownIncidents.None).Rows[0].Lasted);
        Assert.Equal("2.2 s", GroupDigest.Of(switches, MailSamples.Known(all)).Rows[0].Lasted);
    }

    [Fact]
    public void Headline_OneOfEachKind_NamesNoHostWhereThereAreSeveral()
    {
        var other = MailSamples.Flaps.Told.Events[0];
        Assert.Equal("1 master down, 1 replica recovered", GroupDigest.Of([MailSamples.Failover[0], other], KnownIncidents.None).Headline);
        Assert.Equal("local", GroupDigest.Of([MailSamples.Failover[0], other], KnownIncidents.None).Cluster);
    }

    [Fact]
    public void Fits_EventsOfOneIncident_AreAStoryAndNoGroup()
    {
        Assert.False(GroupDigest.Fits(MailSamples.Failover));
        Assert.True(GroupDigest.Fits(MailSamples.Host(2)));
    }

    [Fact]
    public void Of_EveryKind_IsCountedInWords()
    {
        Assert.All(Enum.GetValues<EventKind>().Where(kind => kind != EventKind.HealthReported), kind => Assert.NotEqual("more", GroupState.Of(kind).Word));
        Assert.Equal(Enum.GetValues<EventKind>().Length, Enum.GetValues<EventKind>().Select(kind => GroupState.Of(kind).Rank).Distinct().Count());
    }
}
