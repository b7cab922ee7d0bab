using SentinelEvents.Worker.Schedules;

namespace SentinelEvents.Unit.Schedules;

public sealed class AgendaTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly Agenda agenda = new();

    [Fact]
    public void TakeDue_BeforeItsTimeAtItAndAfterIt_IsTakenOnce()
    {
        agenda.Keep([Work("hourly", "0 7 * * * ?")], Noon);

        Assert.Equal(Noon.AddMinutes(7), agenda.Next);
        Assert.Empty(Due(Noon.AddMinutes(6)));
        Assert.Equal(["hourly"], Due(Noon.AddMinutes(7)));
        Assert.Empty(Due(Noon.AddMinutes(7)));
        Assert.Equal(Noon.AddMinutes(67), agenda.Next);
    }

    [Fact]
    public void TakeDue_ManyTimesMissed_AreOne()
    {
        agenda.Keep([Work("hourly", "0 7 * * * ?")], Noon);

        Assert.Equal(["hourly"], Due(Noon.AddHours(9)));
        Assert.Empty(Due(Noon.AddHours(9)));
        Assert.Equal(Noon.AddHours(9).AddMinutes(7), agenda.Next);
    }

    [Fact]
    public void TakeDue_StillUnderWay_IsTakenOnceItIsOver()
    {
        agenda.Keep([Work("often", "* * * * * ?")], Noon);

        Assert.Empty(agenda.TakeDue(Noon.AddSeconds(5), _ => true));
        Assert.Equal(["often"], Due(Noon.AddSeconds(6)));
        Assert.Empty(Due(Noon.AddSeconds(6)));
    }

    [Fact]
    public void TakeDue_Several_InTheOrderOfTheirTimes()
    {
        agenda.Keep([Work("later", "0 20 * * * ?"), Work("sooner", "0 10 * * * ?"), Work("never", "0 0 0 30 2 ?")], Noon);

        Assert.Equal(["sooner", "later"], Due(Noon.AddHours(1)));
    }

    [Fact]
    public void Keep_TheSameOrAnother_OnlyTheSameKeepsItsTime()
    {
        agenda.Keep([Work("same", "0 7 * * * ?"), Work("other", "0 7 * * * ?"), Work("gone", "0 7 * * * ?")], Noon);

        agenda.Keep([Work("same", "0 7 * * * ?"), Work("other", "0 30 * * * ?"), Work("new", "0 7 * * * ?")], Noon.AddMinutes(10));

        Assert.Equal(["same"], Due(Noon.AddMinutes(10)));
        Assert.Equal(["other"], Due(Noon.AddMinutes(30)));
        Assert.Equal(["same", "new"], Due(Noon.AddMinutes(67)).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void Keep_OtherZone_IsAnotherTime()
    {
        agenda.Keep([Work("daily", "0 0 8 * * ?")], Noon);

        agenda.Keep([Work("daily", "0 0 8 * * ?") with { Zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(9), null, null) }], Noon);

        Assert.Equal(new DateTimeOffset(2026, 3, 2, 23, 0, 0, TimeSpan.Zero), agenda.Next);
    }

    [Fact]
    public void Keep_ClockSetBackABit_DoesNotStartAgainWhatWasStarted()
    {
        ScheduledWork[] works = [Work("hourly", "0 7 * * * ?")];
        agenda.Keep(works, Noon);
        Assert.Equal(["hourly"], Due(Noon.AddMinutes(7)));
        agenda.Keep(works, Noon.AddMinutes(8));

        agenda.Keep(works, Noon.AddMinutes(5));

        Assert.Empty(Due(Noon.AddMinutes(7)));
        Assert.Equal(["hourly"], Due(Noon.AddMinutes(67)));
    }

    [Fact]
    public void Keep_ClockWasYearsAhead_DoesNotWaitForTheTimesOfThen()
    {
        ScheduledWork[] works = [Work("daily", "0 0 8 * * ?")];
        agenda.Keep(works, Noon.AddYears(4));

        agenda.Keep(works, Noon);

        Assert.Equal(Noon.AddHours(20), agenda.Next);
    }

    [Fact]
    public void Next_NothingEverComes_IsNull()
    {
        Assert.Null(agenda.Next);
        agenda.Keep([Work("never", "0 0 0 30 2 ?")], Noon);
        Assert.Null(agenda.Next);
    }

    private IEnumerable<string> Due(DateTimeOffset now) => agenda.TakeDue(now, _ => false).Select(work => work.Name);

    private static ScheduledWork Work(string name, string cron) => new(name, cron, TimeZoneInfo.Utc, (_, _) => Task.CompletedTask);
}
