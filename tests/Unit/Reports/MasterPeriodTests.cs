using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Reports;

namespace SentinelEvents.Unit.Reports;

public sealed class MasterPeriodTests
{
    private static readonly DateTimeOffset From = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly HostAddress Old = new("10.0.0.1", 6379);
    private static readonly HostAddress New = new("10.0.0.2", 6379);

    [Fact]
    public void Of_NothingHappened_AlwaysAvailable() => Assert.Equal(1, Read([], From).Availability);

    [Fact]
    public void Of_JournalDoesNotReachBack_Unknown()
    {
        Assert.Null(Read([], null).Availability);
        Assert.Null(Read([], From.AddMinutes(1)).Availability);
    }

    [Fact]
    public void Of_DownAndRecovered_ThatShareIsMissing() => Assert.Equal(0.9, Read([Down(10, "a"), Recovered(20, "a")], From).Availability!.Value, 9);

    [Fact]
    public void Of_DownBeforeThePeriodAndStillDownAtItsEnd_OnlyThePeriodCounts()
    {
        Assert.Equal(0.8, Read([Down(-50, "a"), Recovered(20, "a")], From).Availability!.Value, 9);
        Assert.Equal(0.25, Read([Down(25, "a")], From).Availability!.Value, 9);
    }

    [Fact]
    public void Of_IncidentsOverlap_TheSharedTimeCountsOnce() =>
        Assert.Equal(0.7, Read([Down(10, "a"), Down(20, "b"), Recovered(30, "a"), Recovered(40, "b")], From).Availability!.Value, 9);

    [Fact]
    public void Of_Failover_TookFromTheFirstEventToTheAgreedSwitch()
    {
        var period = Read([Down(10, "a"), Switched(12, "a")], From);
        Assert.Equal([new HealthFailover(From.AddMinutes(12), Old, New, false, TimeSpan.FromMinutes(2))], period.Failovers);
        Assert.Equal(0.98, period.Availability!.Value, 9);
    }

    [Fact]
    public void Of_BeginningNotHeard_TookIsUnknown() => Assert.Null(Assert.Single(Read([Switched(12, "a")], From).Failovers).Took);

    [Fact]
    public void Of_SwitchOutsideThePeriod_IsNotItsFailover() => Assert.Empty(Read([Switched(0, "a"), Switched(101, "b")], From).Failovers);

    private static MasterPeriod Read(IReadOnlyList<SentinelEvent> events, DateTimeOffset? knownSince) => MasterPeriod.Of(events, From, From.AddMinutes(100), knownSince);

    private static MasterDown Down(int minute, string incident) => At(new MasterDown { Address = Old }, minute, incident);

    private static MasterRecovered Recovered(int minute, string incident) => At(new MasterRecovered { Address = Old }, minute, incident);

    private static MasterSwitched Switched(int minute, string incident) => At(new MasterSwitched { OldAddress = Old, NewAddress = New }, minute, incident);

    private static T At<T>(T told, int minute, string incident)
        where T : SentinelEvent => (T)(told with
        {
            EventId = EventKey.ToId($"{incident}/{told.Kind}"),
            IncidentId = EventKey.ToId(incident),
            OccurredAt = From.AddMinutes(minute),
            AgreedAt = From.AddMinutes(minute),
        });
}
