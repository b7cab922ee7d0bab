using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery;

/// <summary>
/// What one loop is given right after its commit, so that it need not be read back. The journal remains the truth: only where the loop has seen that nothing waits, and was
/// given every event since without a gap, can nothing older be waiting that would have to go first. In any other case it reads, as it does after a start.
/// </summary>
/// <param name="destination">Whose deliveries the loop makes.</param>
internal sealed class HandOver(string destination)
{
    // A loop that is so far behind reads in pieces, as after an outage.
    private const int Most = 256;

    private readonly Lock _gate = new();
    private readonly List<PendingDelivery> _given = [];
    private long? _knownUntil;

    /// <summary>From here on the loop can do without reading.</summary>
    /// <param name="sequence">The newest event of a journal in which nothing waits for the destination; null: something waits, or others deliver as well.</param>
    public void BeginAfter(long? sequence)
    {
        lock (_gate)
        {
            _given.Clear();
            _knownUntil = sequence;
        }
    }

    /// <summary>Something in the journal changed that was not given: whatever was is read there.</summary>
    public void Forget() => BeginAfter(null);

    /// <summary>Gives what one commit added.</summary>
    /// <returns>Whether the loop has anything to do.</returns>
    public bool Give(IReadOnlyList<CommittedEvent> committed)
    {
        lock (_gate)
        {
            foreach (var added in committed)
            {
                if (added.Sequence != _knownUntil + 1 || _given.Count > Most)
                {
                    _knownUntil = null;
                    _given.Clear();
                    return true;
                }

                _knownUntil = added.Sequence;
                _given.AddRange(added.Deliveries.Where(delivery => delivery.Destination == destination));
            }

            return _knownUntil is null || _given.Count > 0 || committed.Count == 0;
        }
    }

    /// <summary>Of each master the oldest that was given; what stands behind it is read once this one is settled.</summary>
    public IReadOnlyList<PendingDelivery> Take()
    {
        lock (_gate)
        {
            List<PendingDelivery> heads = [.. _given.DistinctBy(delivery => (delivery.Event.Cluster, delivery.Event.Master))];
            _given.Clear();
            _knownUntil = null;
            return heads;
        }
    }
}
