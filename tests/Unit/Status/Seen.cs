using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Simulation;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Unit.Status;

/// <summary>What a scenario leads to, see docs/simulate.md.</summary>
internal sealed record Seen(ClusterState State, DateTimeOffset Now)
{
    public static Seen After(string scenario)
    {
        ClusterState? state = null;
        var run = new ScenarioRun((_, result) => state = result.State);
        foreach (var line in scenario.Split('\n'))
        {
            run.Line(line.Trim());
        }

        return new Seen(state!, run.Now);
    }

    public MasterPicture Master(string name = "mymaster") => new(State, State.Masters[name], Now);

    public MasterSummary Summary(string name = "mymaster") => MasterViews.Summary(Master(name), null);

    public MasterDetail Detail(string name = "mymaster") => MasterViews.Detail(Master(name), [], null);

    /// <summary>The id of a scenario's sentinel, by its place in the line that names them.</summary>
    public string Sentinel(int place) => State.Sentinels.Values.OrderBy(sentinel => sentinel.Address.ToString(), StringComparer.Ordinal).ElementAt(place).Id;
}
