using System.Globalization;
using System.Text;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Simulation;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Unit.Status;

/// <summary>How every master of every scenario stands from moment to moment.</summary>
public sealed class StandingsTests
{
    private const string Folder = "tests/Unit/Scenarios";

    [Fact]
    public void Standings_OfEveryScenario_AreAsApproved()
    {
        var text = new StringBuilder();
        foreach (var file in Snapshot.List(Folder).Where(file => file.EndsWith(".scenario", StringComparison.Ordinal)))
        {
            text.Append(CultureInfo.InvariantCulture, $"{file}\n");
            Follow(Snapshot.Read($"{Folder}/{file}"), (now, name, summary) =>
                text.Append(CultureInfo.InvariantCulture, $"  {(now - ScenarioRun.Zero).TotalSeconds:0.00} {name} {summary.Standing}: {summary.Why}\n"));
        }

        Snapshot.Match("Status/Golden/standings.txt", text.ToString());
    }

    private static void Follow(string scenario, Action<DateTimeOffset, string, MasterSummary> changed)
    {
        Dictionary<string, MasterStanding> before = [];
        ClusterState? last = null;
        var quiet = 0;
        HashSet<Guid> told = [];
        var run = new ScenarioRun((now, result) =>
        {
            told.UnionWith(result.Decisions.OfType<Decision.Announce>().Select(announce => announce.Agreed.Event.IncidentId));

            // Where nothing is new, only age can make a difference, and not from tick to tick.
            var same = ReferenceEquals(last?.Masters, result.State.Masters) && ReferenceEquals(last?.Sentinels, result.State.Sentinels);
            last = result.State;
            if (same && ++quiet % 8 != 0)
            {
                return;
            }

            // Whoever follows an id that is shown finds it in the journal.
            Assert.Subset(told, OpenIncidents.Of([result.State]).ToHashSet());
            foreach (var (name, master) in result.State.Masters.Where(master => master.Value.IsFollowed))
            {
                var picture = new MasterPicture(result.State, master, now);
                var summary = MasterViews.Detail(picture, [], null).Summary;
                Assert.InRange(summary.Sentinels.Agreeing, 0, summary.Sentinels.Seen);
                Assert.InRange(summary.Sentinels.Seen, 0, summary.Sentinels.Known);
                Assert.InRange(summary.Replicas.Up, 0, summary.Replicas.Total);
                Assert.True(summary.IncidentId is null || told.Contains(summary.IncidentId.Value), $"{now:O} {summary}");
                Assert.All(Conditions.Of(picture), condition => Assert.True(condition.IncidentId is null || told.Contains(condition.IncidentId.Value), $"{now:O} {condition}"));
                if (!before.TryGetValue(name, out var standing) || standing != summary.Standing)
                {
                    before[name] = summary.Standing;
                    changed(now, name.Length > 40 ? $"{name[..40]}…" : name, summary);
                }
            }
        });
        foreach (var line in scenario.Split('\n'))
        {
            run.Line(line);
        }
    }
}
