namespace SentinelEvents.Worker.Delivery;

/// <summary>When a failed delivery is tried again: after 1 s, then twice as long each time, at most 5 min apart, for 3 days.</summary>
public static class RetrySchedule
{
    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    /// <summary>Short enough that a backlog drains soon after the other side is back.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    /// <summary>What the other side may ask for at most; a mistaken header must not silence it for a year.</summary>
    public static readonly TimeSpan LongestAskedDelay = TimeSpan.FromHours(1);

    /// <summary>Part of the delay that chance adds or takes, so that destinations that fell together do not rise together.</summary>
    public const double Jitter = 0.2;

    /// <summary>Tried at least so often however late it is: after a long stop of this service one hiccup must not cost an event.</summary>
    public const int FewestAttempts = 5;

    /// <summary>The decision after an attempt failed.</summary>
    /// <param name="attempts">Attempts so far, the failed one included; from 1.</param>
    /// <param name="chance">A random number from 0 up to, not including, 1.</param>
    /// <param name="now">When the attempt failed.</param>
    /// <param name="firstDueAt">When the first attempt was due.</param>
    /// <param name="asked">The earliest time that the other side asked for.</param>
    public static RetryDecision Next(int attempts, double chance, DateTimeOffset now, DateTimeOffset firstDueAt, DateTimeOffset? asked = null)
    {
        if (now - firstDueAt >= GiveUpAfter && attempts >= FewestAttempts)
        {
            return new RetryDecision.GiveUp();
        }

        var scheduled = now + Delay(attempts, chance);
        var latest = now + LongestAskedDelay;
        return new RetryDecision.Again(asked > scheduled ? (asked.Value < latest ? asked.Value : latest) : scheduled);
    }

    private static TimeSpan Delay(int attempts, double chance)
    {
        // Beyond some doublings the cap holds anyway; a larger exponent would only overflow.
        var doublings = Math.Clamp(attempts - 1, 0, 16);
        var delay = TimeSpan.FromTicks(Math.Min(FirstDelay.Ticks << doublings, LongestDelay.Ticks));
        return delay * (1 - Jitter + (2 * Jitter * chance));
    }
}
