namespace SentinelEvents.Worker.Agreement.Rules;

/// <summary>The rules beyond single masters: the sentinels themselves, and what this service sees.</summary>
internal static class ClusterRules
{
    public static void Apply(Turn turn)
    {
        SightRule.Apply(turn);
        if (turn.Defers)
        {
            return;
        }

        if (turn.State.InDoubt && Doubt.IsOver(turn))
        {
            turn.State = turn.State with { InDoubt = false };
        }

        if (!turn.State.InDoubt)
        {
            TiltRule.Apply(turn);
            SentinelRule.Apply(turn);
        }
    }

    /// <summary>How many sentinels the cluster has, dead ones included.</summary>
    public static int Known(Turn turn)
    {
        var known = turn.Policy.ConfiguredSentinels;
        var seen = 0;
        foreach (var sentinel in turn.Sentinels.Values.Where(sentinel => sentinel.Seen))
        {
            known = Math.Max(known, sentinel.Knows);
            seen++;
        }

        return Math.Max(known, seen);
    }
}
