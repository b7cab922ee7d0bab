using SentinelEvents.Worker.Agreement.Absorbing;
using SentinelEvents.Worker.Agreement.Rules;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement;

/// <summary>
/// Decides, purely: state, observation and time in; state and decisions out. Observations only change what each sentinel is
/// believed to hold (levels); the rules then compare these views with what was agreed. So copies, repetitions and readings of the
/// same fact lead to the same state, and a fact that nobody was heard to announce is found by the same rule as one that was.
/// </summary>
public static class ClusterAgreement
{
    /// <summary>Takes in one observation.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="observation">What a sentinel said.</param>
    /// <param name="now">The time of the decision; not before the observation's own.</param>
    public static StepResult Step(ClusterState state, Observation observation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(observation);
        var turn = new Turn(state, now);
        var touched = observation switch
        {
            MessageHeard heard => MessageAbsorber.Absorb(turn, heard),
            SnapshotTaken taken => SnapshotAbsorber.Absorb(turn, taken),
            MasterRead read => SnapshotAbsorber.Absorb(turn, read),
            SentinelSighted sighted => SightAbsorber.Absorb(turn, sighted),
            SentinelUnsighted unsighted => SightAbsorber.Absorb(turn, unsighted),
            RoleRead role => RoleAbsorber.Absorb(turn, role),
            _ => Touched.Nothing,
        };
        foreach (var name in touched.Masters)
        {
            Judge(turn, name);
        }

        if (touched.Cluster)
        {
            ClusterRules.Apply(turn);
        }

        return turn.Result();
    }

    /// <summary>Lets time pass: decides what only time decides.</summary>
    public static StepResult Tick(ClusterState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        var turn = new Turn(state, now);
        foreach (var name in state.Waiting)
        {
            Judge(turn, name);
        }

        ClusterRules.Apply(turn);
        return turn.Result();
    }

    private static void Judge(Turn turn, string name)
    {
        if (!turn.State.Masters.TryGetValue(name, out var before))
        {
            return;
        }

        var after = MasterRules.Apply(turn, before);
        if (!ReferenceEquals(before, after))
        {
            turn.Put(after);
        }

        var waits = MasterRules.Waits(after);
        if (waits != turn.State.Waiting.Contains(name))
        {
            turn.State = turn.State with { Waiting = waits ? turn.State.Waiting.Add(name) : turn.State.Waiting.Remove(name) };
        }
    }
}
