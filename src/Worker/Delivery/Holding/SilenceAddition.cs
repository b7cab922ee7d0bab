namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>What became of the wish for a silence: <see cref="Added"/>, <see cref="Mistaken"/> or <see cref="TooMany"/>.</summary>
public abstract record SilenceAddition
{
    private SilenceAddition()
    {
    }

    /// <summary>It holds from now on in this worker, and within seconds in all others.</summary>
    public sealed record Added(ListedSilence Silence) : SilenceAddition;

    /// <summary>It cannot be.</summary>
    /// <param name="Mistakes">Which key, as in <c>Match:Masters:0</c>, and the cure.</param>
    public sealed record Mistaken(IReadOnlyList<(string Key, string Cure)> Mistakes) : SilenceAddition;

    /// <summary>There are as many as may be.</summary>
    /// <param name="Most">So many.</param>
    public sealed record TooMany(int Most) : SilenceAddition;
}
