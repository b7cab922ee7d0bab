namespace SentinelEvents.Worker.Sentinels;

/// <summary>How long to wait before the next attempt to connect: doubling from 0.2 s to 3 s (a connect costs little, and what a restarted sentinel says first is heard only by who is there), with jitter so that many do not return at once.</summary>
internal sealed class Backoff(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);
    private int _failures;

    public void Reset() => _failures = 0;

    public TimeSpan Next()
    {
        var full = Math.Min(First.TotalSeconds * Math.Pow(2, _failures), Longest.TotalSeconds);
        _failures = Math.Min(_failures + 1, 16);
        return TimeSpan.FromSeconds(Math.Max(First.TotalSeconds, full * (0.5 + (random.NextDouble() * 0.5))));
    }
}
