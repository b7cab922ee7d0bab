using System.Net;

namespace SentinelEvents.Worker.Status.Guard;

/// <summary>
/// Slows down whoever guesses: an address may be wrong some times at once, then once in a while; meanwhile its keys are not even compared. What is remembered
/// is bounded, and forgotten first of whom it matters least.
/// </summary>
internal sealed class FailedAttempts(TimeProvider time)
{
    /// <summary>Wrong keys of one address at once.</summary>
    public const int AtOnce = 10;

    /// <summary>One more may be wrong after so long.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(6);

    /// <summary>Addresses at most.</summary>
    public const int MostAddresses = 1000;

    private readonly Lock _lock = new();

    // Until when what an address did wrong counts: each wrong key adds the pace to it.
    private readonly Dictionary<string, long> _until = new(StringComparer.Ordinal);

    public int Addresses
    {
        get
        {
            lock (_lock)
            {
                return _until.Count;
            }
        }
    }

    /// <summary>Compares a key, unless the address has to wait.</summary>
    /// <param name="remote">Whose.</param>
    /// <param name="matches">The comparison.</param>
    /// <returns>Whether it is right; null where it was not compared, with the time to wait.</returns>
    public (bool? Right, TimeSpan Wait) Try(IPAddress? remote, Func<bool> matches)
    {
        var who = Caller.Network(remote);

        // One at a time, so that nobody tries many at the moment in which one is still allowed.
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var owed = _until.TryGetValue(who, out var until) && until > now ? time.GetElapsedTime(now, until) : TimeSpan.Zero;
            if (owed > Pace * (AtOnce - 1))
            {
                return (null, owed - (Pace * (AtOnce - 1)));
            }

            if (matches())
            {
                return (true, TimeSpan.Zero);
            }

            Remember(who, now, owed + Pace);
            return (false, TimeSpan.Zero);
        }
    }

    private void Remember(string who, long now, TimeSpan owed)
    {
        if (!_until.ContainsKey(who) && _until.Count >= MostAddresses)
        {
            foreach (var (settled, _) in _until.Where(entry => entry.Value <= now).ToList())
            {
                _until.Remove(settled);
            }

            if (_until.Count >= MostAddresses)
            {
                _until.Remove(_until.MinBy(entry => entry.Value).Key);
            }
        }

        _until[who] = now + (long)(owed.TotalSeconds * time.TimestampFrequency);
    }
}
