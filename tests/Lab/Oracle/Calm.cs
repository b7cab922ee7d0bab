namespace SentinelEvents.Lab;

/// <summary>Who was left alone, and when.</summary>
internal sealed class Calm(ProofRecord record)
{
    /// <summary>
    /// How long a worker may take, once the last fault in its way has ended, to see again what the sentinels hold: starting, noticing a silent
    /// connection (6 s by default), the longest pause between attempts to connect, a whole snapshot (every 10 s by default).
    /// </summary>
    public static readonly TimeSpan Recovery = TimeSpan.FromSeconds(25);

    /// <summary>How long one that hears everything may take to decide on a busy machine.</summary>
    public static readonly TimeSpan Reaction = TimeSpan.FromSeconds(5);

    /// <summary>Whether at least one worker ran undisturbed all that time.</summary>
    public bool AnyWorker(DateTimeOffset from, DateTimeOffset to) =>
        Enumerable.Range(0, record.Workers).Any(number => Of(new DisturbedPart.Worker(number), from, to));

    public bool Sentinel(int port, DateTimeOffset from, DateTimeOffset to) => Of(new DisturbedPart.Sentinel(port), from, to);

    /// <summary>How many sentinels could be reached all that time.</summary>
    public int Sentinels(DateTimeOffset from, DateTimeOffset to) => record.Sentinels.Count(sentinel => Sentinel(sentinel.Port, from, to));

    public bool Of(DisturbedPart part, DateTimeOffset from, DateTimeOffset to) =>
        !record.Disturbances.Any(disturbance => disturbance.Target == part && disturbance.Touches(from, to));

    /// <summary>
    /// Whether a worker had the chance to notice what some sentinels held: either everything was calm well before and for a moment after it
    /// began, or it lasted through a calm long enough to recover in. Each holder counts only for the time in which it held it and was reachable.
    /// </summary>
    /// <param name="spans">Who held it, and when.</param>
    /// <param name="needed">How many of them are needed.</param>
    /// <param name="began">When enough of them held it.</param>
    public bool CouldBeSeen(IReadOnlyList<(int Sentinel, Interval Held)> spans, int needed, DateTimeOffset began)
    {
        if (Seen(began - Recovery, began, began + Reaction))
        {
            return true;
        }

        // The window may begin whenever a fault ends or a holder joins.
        var starts = spans.Select(span => span.Held.From)
            .Concat(record.Disturbances.Where(disturbance => disturbance.Target is DisturbedPart.Worker or DisturbedPart.Sentinel).Select(disturbance => disturbance.To + TimeSpan.FromMilliseconds(1)))
            .Where(start => start >= began);
        return starts.Any(start => Seen(start, start, start + Recovery));

        bool Seen(DateTimeOffset calmFrom, DateTimeOffset heldFrom, DateTimeOffset to) =>
            AnyWorker(calmFrom, to)
            && spans.Where(span => span.Held.Covers(heldFrom, to) && Sentinel(span.Sentinel, calmFrom, to)).Select(span => span.Sentinel).Distinct().Count() >= needed;
    }
}
