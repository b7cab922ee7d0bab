
namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>The rules for one master, in the order in which an incident unfolds.</summary>
internal static class MasterRules
{
    public static MasterState Apply(Turn turn, MasterState master)
    {
        if (master.Record.Agreed is null)
        {
            master = BaselineRule.Apply(turn, master);
        }

        if (master.Record.Agreed is not null)
        {
            master = GenerationRule.Apply(turn, master);
            master = FailoverRule.Apply(turn, master);
            master = SwitchRule.Apply(turn, master);
            master = DownRule.Apply(turn, master);
            master = CompletionRule.Apply(turn, master);
            master = ReplicaRule.Apply(turn, master);
            master = QuorumRule.Apply(turn, master);
            master = DivergenceRule.Apply(turn, master);
            master = TopologyRule.Apply(turn, master);
        }

        return master;
    }

    /// <summary>Whether something about it is decided by time alone, so that it must be judged again without any observation.</summary>
    public static bool Waits(MasterState master) =>
        master.InDoubt
        || !master.Holding.IsEmpty
        || master.Record.Incident?.UpSince is not null
        || master.Record.Completion is not null
        || (!master.Record.Candidates.IsEmpty && master.Record.Candidates.Values.Any(candidate => !candidate.Reported))
        || (!master.Record.ReplicasDown.IsEmpty && IsRecovering(master.Record))
        || Waits(master.Views);

    private static bool IsRecovering(MasterRecord record)
    {
        foreach (var (_, down) in record.ReplicasDown)
        {
            if (down.UpSince is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Waits(SmallMap<MasterView> views)
    {
        foreach (var (_, view) in views)
        {
            if (view.Attempt is not null || view.SettlingUntil > view.ReadAt)
            {
                return true;
            }
        }

        return false;
    }
}
