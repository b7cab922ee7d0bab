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
        var news = observation is MessageHeard message ? HeardNews.Of(state, message) : default;
        if (observation is MessageHeard && news.IsNone)
        {
            return new StepResult(state, []);
        }

        var turn = new Turn(state, now);
        var touched = observation switch
        {
            MessageHeard heard => MessageAbsorber.Absorb(turn, heard, news),
            SnapshotTaken taken => SnapshotAbsorber.Absorb(turn, taken),
            MasterRead read => SnapshotAbsorber.Absorb(turn, read),
            SentinelSighted sighted => SightAbsorber.Absorb(turn, sighted),
            SentinelUnsighted unsighted => SightAbsorber.Absorb(turn, unsighted),
            RoleRead role => RoleAbsorber.Absorb(turn, role),
            OldMasterRead old => OldMasterAbsorber.Absorb(turn, old),
            _ => Touched.Nothing,
        };
        if (touched.Master is { } only)
        {
            Judge(turn, only);
        }

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
        foreach (var master in state.Masters.Values)
        {
            if (master.Waits)
            {
                Judge(turn, master.Name);
            }
        }

        ClusterRules.Apply(turn);
        return turn.Result();
    }

    /// <summary>What was believed until now is to be read again before anything is decided upon it: this process was paused.</summary>
    public static ClusterState Suspect(ClusterState state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state with
        {
            TrustedFrom = Doubt.Later(state.TrustedFrom, now),
            InDoubt = true,
            Masters = state.Masters.Changed(master => Doubt.Of(master, now)),
        };
    }

    /// <summary>Whether this worker leaves the decisions to one that sees more. When it no longer does, it reads again before it decides.</summary>
    public static ClusterState Defer(ClusterState state, bool defers, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Defers == defers ? state : (defers ? state : Suspect(state, now)) with { Defers = defers };
    }

    /// <summary>Takes over what another worker has recorded. What this one believes of the sentinels stays, but is read again before it contradicts that.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="record">The cluster's record.</param>
    /// <param name="masters">Records of masters that the other worker changed, by name.</param>
    /// <param name="sentinels">Records of sentinels that it changed, by id.</param>
    /// <param name="now">When this one learned of it.</param>
    public static ClusterState Adopt(
        ClusterState state,
        ClusterRecord record,
        IReadOnlyDictionary<string, MasterRecord> masters,
        IReadOnlyDictionary<string, SentinelRecord> sentinels,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(masters);
        ArgumentNullException.ThrowIfNull(sentinels);
        return state with
        {
            Record = record,
            TrustedFrom = sentinels.Count > 0 ? Doubt.Later(state.TrustedFrom, now) : state.TrustedFrom,
            InDoubt = sentinels.Count > 0 || state.InDoubt,
            Masters = state.Masters.With(masters.Select(entry =>
                Doubt.Of((state.Masters.GetValueOrDefault(entry.Key) ?? new MasterState { Name = entry.Key }) with { Record = entry.Value }, now))),
            Sentinels = sentinels.Aggregate(state.Sentinels, (all, entry) => all.SetItem(
                entry.Key,
                (all.GetValueOrDefault(entry.Key) ?? new SentinelState { Id = entry.Key, Address = entry.Value.Address, SeenSince = now }) with { Record = entry.Value })),
        };
    }

    private static void Judge(Turn turn, string name)
    {
        if (turn.Defers || !turn.TryGetMaster(name, out var before))
        {
            return;
        }

        var after = before.InDoubt && Doubt.IsOver(turn, before) ? before with { InDoubt = false } : before;
        if (!after.InDoubt)
        {
            after = MasterRules.Apply(turn, after);
        }

        var waits = MasterRules.Waits(after);
        if (waits != after.Waits)
        {
            after = after with { Waits = waits };
        }

        if (!ReferenceEquals(before, after))
        {
            turn.Put(after);
        }
    }
}
