namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>What became of the wish to end a silence: <see cref="Ended"/>, <see cref="WasOver"/>, <see cref="Configured"/> or <see cref="Unknown"/>.</summary>
public abstract record SilenceEnding
{
    private SilenceEnding()
    {
    }

    /// <summary>It is over; what it kept back and is still true is told now.</summary>
    public sealed record Ended(ListedSilence Silence) : SilenceEnding;

    /// <summary>It was over already, and nothing was changed.</summary>
    public sealed record WasOver(ListedSilence Silence) : SilenceEnding;

    /// <summary>It is the configuration's, and is ended there.</summary>
    public sealed record Configured(ListedSilence Silence) : SilenceEnding;

    /// <summary>There is no such silence.</summary>
    public sealed record Unknown : SilenceEnding;
}
