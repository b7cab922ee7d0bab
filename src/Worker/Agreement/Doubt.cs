namespace SentinelEvents.Worker.Agreement;

/// <summary>
/// What is believed of the sentinels may be older than what is recorded: another worker has decided meanwhile, or this one was paused. Then
/// nothing is decided until they have been read again, for a belief must not contradict a decision that is younger than itself.
/// </summary>
internal static class Doubt
{
    public static MasterState Of(MasterState master, DateTimeOffset now) => master with
    {
        TrustedFrom = Later(master.TrustedFrom, now),
        InDoubt = true,
        Waits = true,
        // What has held until now was seen by eyes that were shut.
        Holding = SmallMap<DateTimeOffset>.Empty,
    };

    /// <summary>What is decided anew upon another worker's decision begins before it: a doubt of then does not end the one of now.</summary>
    public static DateTimeOffset Later(DateTimeOffset trustedFrom, DateTimeOffset now) => now > trustedFrom ? now : trustedFrom;

    /// <summary>Whether every sentinel that is seen has answered since; or was given the time in which a dead one is noticed.</summary>
    public static bool IsOver(Turn turn, MasterState master) =>
        turn.Now - master.TrustedFrom >= turn.Policy.SilenceLimit
        || master.Views.All(view => view.Value.AskedAt >= master.TrustedFrom || !turn.Sentinels.TryGetValue(view.Key, out var sentinel) || !sentinel.Seen);

    /// <summary>The same of the sentinels themselves.</summary>
    public static bool IsOver(Turn turn) =>
        turn.Now - turn.State.TrustedFrom >= turn.Policy.SilenceLimit
        || turn.Sentinels.Values.All(sentinel => !sentinel.Seen || sentinel.AskedAt >= turn.State.TrustedFrom);
}
