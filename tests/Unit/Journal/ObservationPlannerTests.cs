using System.Text;
using System.Text.Json;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Journal;

public sealed class ObservationPlannerTests
{
    private readonly ObservationPlanner planner = new();

    [Fact]
    public void Plan_SameContent_IsFullOnceThenCountedEachMinute()
    {
        var types = Enumerable.Range(0, 13).SelectMany(tick => PlanAndCommit(TestEvents.Snapshot(TestEvents.Start.AddSeconds(10 * tick)))).ToArray();

        Assert.Equal(["snapshot", ObservationPlanner.UnchangedSnapshot, ObservationPlanner.UnchangedSnapshot], types.Select(row => row.Type));
        Assert.Contains("\"count\":6", Body(types[1]), StringComparison.Ordinal);
        Assert.Equal(TestEvents.Start.AddMinutes(2), types[2].At);
    }

    [Fact]
    public void Plan_ContentChangesOrMessagesWereMissed_WritesARowAtOnce()
    {
        PlanAndCommit(TestEvents.Snapshot(TestEvents.Start));

        Assert.Equal("snapshot", Assert.Single(PlanAndCommit(TestEvents.Snapshot(TestEvents.Start.AddSeconds(10), epoch: 8))).Type);
        var missed = Assert.Single(PlanAndCommit(TestEvents.Snapshot(TestEvents.Start.AddSeconds(20), epoch: 8, missed: 3)));
        Assert.Equal(ObservationPlanner.UnchangedSnapshot, missed.Type);
        Assert.Contains("\"missed\":3", Body(missed), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_AfterTheSentinelWasUnsighted_IsFullAgain()
    {
        PlanAndCommit(TestEvents.Snapshot(TestEvents.Start));

        var rows = PlanAndCommit(
            new SentinelUnsighted("local", TestEvents.Sentinel, TestEvents.Start.AddSeconds(1), "silent"), TestEvents.Snapshot(TestEvents.Start.AddSeconds(2)));

        Assert.Equal(["unsighted", "snapshot"], rows.Select(row => row.Type));
    }

    [Fact]
    public void Plan_FullRow_ReadsBackAsTheObservation()
    {
        var row = Assert.Single(PlanAndCommit(TestEvents.Heard(TestEvents.Start)));

        Assert.Equal(("message", "m1", TestEvents.Sentinel.Id), (row.Type, row.Master, row.Sentinel));
        Assert.Equal(TestEvents.Heard(TestEvents.Start), JsonSerializer.Deserialize<Observation>(row.Body(), JournalJson.Options));
        Assert.Contains("\"PlusSDown\"", Body(row), StringComparison.Ordinal);
    }

    private static string Body(ObservationRow row) => Encoding.UTF8.GetString(row.Body());

    private IReadOnlyList<ObservationRow> PlanAndCommit(params Observation[] observations)
    {
        var plan = planner.Plan(observations);
        planner.Committed(plan);
        return plan.Rows;
    }
}
