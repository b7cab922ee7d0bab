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

    /// <summary><c>Journal:Lease</c> of workers that share a journal.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    /// <summary>For so long the database keeps what a worker had locked that is frozen, or cut off, in the middle of a commit.</summary>
    private static readonly TimeSpan Locked = TimeSpan.FromSeconds(10);

    /// <summary>Whether at least one worker ran undisturbed all that time.</summary>
    public bool AnyWorker(DateTimeOffset from, DateTimeOffset to) =>
        Enumerable.Range(0, record.Workers).Any(number => Of(new DisturbedPart.Worker(number), from, to));

    /// <summary>
    /// How long a worker that hears everything may take to decide what began at a time. Where another one was disturbed, that one may have
    /// decided last what is decided next, for it showed that it sees more; and it may have left a lock, or claims, behind.
    /// </summary>
    public TimeSpan ReactionTo(DateTimeOffset began)
    {
        var others = record.Workers > 1 && Enumerable.Range(0, record.Workers).Any(number => !Of(new DisturbedPart.Worker(number), began - Recovery, began + Reaction));
        return others ? Reaction + Locked + Lease : Reaction;
    }

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
        if (Seen(began - Recovery, began, began + ReactionTo(began)))
        {
            return true;
        }

        // The window may begin whenever a fault ends or a holder joins.
        var starts = spans.Select(span => span.Held.From)
            .Concat(record.Disturbances.Where(disturbance => disturbance.Target is DisturbedPart.Worker or DisturbedPart.Sentinel).Select(disturbance => disturbance.To + TimeSpan.FromMilliseconds(1)))
            .Where(start => start >= began);
        return starts.Any(start => Seen(start, start, start + Recovery + (ReactionTo(start) - Reaction)));

        bool Seen(DateTimeOffset calmFrom, DateTimeOffset heldFrom, DateTimeOffset to) =>
            AnyWorker(calmFrom, to)
            && spans.Where(span => span.Held.Covers(heldFrom, to) && Sentinel(span.Sentinel, calmFrom, to)).Select(span => span.Sentinel).Distinct().Count() >= needed;
    }
}
