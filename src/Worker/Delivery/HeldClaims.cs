namespace SentinelEvents.Worker.Delivery;

/// <summary>
/// Which of the deliveries that were taken this worker still holds. A claim ends by itself, also while the process is frozen; then an attempt must not
/// begin, for another worker may have made it already.
/// </summary>
/// <param name="ids">The deliveries.</param>
/// <param name="lease">How long a claim holds; null: for ever.</param>
/// <param name="askedAt">Timestamp from before they were taken: the store counts from later.</param>
/// <param name="time">Whose timestamps these are.</param>
internal sealed class HeldClaims(IEnumerable<long> ids, TimeSpan? lease, long askedAt, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, long> _since = ids.ToDictionary(id => id, _ => askedAt);

    /// <summary>Those that are still to be held.</summary>
    public IReadOnlyList<long> Ids
    {
        get
        {
            lock (_lock)
            {
                return [.. _since.Keys];
            }
        }
    }

    public bool Holds(long id)
    {
        lock (_lock)
        {
            return _since.TryGetValue(id, out var since) && (lease is not { } limit || time.GetElapsedTime(since) < limit);
        }
    }

    /// <summary>The store was asked to renew them.</summary>
    /// <param name="asked">Those that it was asked about.</param>
    /// <param name="held">Those that it still found held.</param>
    /// <param name="at">Timestamp from before it was asked.</param>
    /// <returns>How many are lost.</returns>
    public int Renewed(IReadOnlyList<long> asked, IReadOnlySet<long> held, long at)
    {
        lock (_lock)
        {
            foreach (var id in held)
            {
                _since[id] = at;
            }

            return asked.Count(id => !held.Contains(id) && _since.Remove(id));
        }
    }
}
