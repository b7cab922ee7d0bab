using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Simulation;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Unit.Status;

/// <summary>What a scenario leads to, see docs/simulate.md.</summary>
internal sealed record Seen(ClusterState State, DateTimeOffset Now, IReadOnlyList<AgreedEvent> Told)
{
    public static Seen After(string scenario)
    {
        ClusterState? state = null;
        List<AgreedEvent> told = [];
        var run = new ScenarioRun((_, result) =>
        {
            state = result.State;
            told.AddRange(result.Decisions.OfType<Decision.Announce>().Select(announce => announce.Agreed));
        });
        foreach (var line in scenario.Split('\n'))
        {
            run.Line(line.Trim());
        }

        return new Seen(state!, run.Now, told);
    }

    public MasterPicture Master(string name = "mymaster") => new(State, State.Masters[name], Now);

    public MasterSummary Summary(string name = "mymaster") => MasterViews.Summary(Master(name), null);

    public MasterDetail Detail(string name = "mymaster") => MasterViews.Detail(Master(name), [], null);

    public ClusterMatrix Matrix() => ClusterMatrices.Of(State, [], Now);
}
