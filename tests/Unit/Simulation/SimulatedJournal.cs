using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Unit.Simulation;

/// <summary>What every journal that several workers share promises, and nothing more: see <see cref="IJournal"/>.</summary>
internal sealed class SimulatedJournal
{
    private readonly Dictionary<string, (StateEntry Entry, int Revision)> state = new(StringComparer.Ordinal);
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);
    private int revision;

    public List<AgreedEvent> Announced { get; } = [];

    public List<string> Repeated { get; } = [];

    public int Overtaken { get; private set; }

    /// <summary>What each worker showed last, and when.</summary>
    public Dictionary<string, (WorkerSight Sight, DateTimeOffset At)> Board { get; } = new(StringComparer.Ordinal);

    /// <summary>All entries, and the revision that they are of.</summary>
    public (IReadOnlyList<StateEntry> Entries, int Revision) Load() => ([.. state.Values.Select(kept => kept.Entry)], revision);

    public CommitResult Commit(JournalBatch batch, ref int seen)
    {
        if (batch is { Events.Count: 0, Witnesses.Count: 0, State.Count: 0 })
        {
            return CommitResult.Committed.Instance;
        }

        if (seen != revision)
        {
            var before = seen;
            seen = revision;
            Overtaken++;
            return new CommitResult.Overtaken([.. state.Values.Where(kept => kept.Revision > before).Select(kept => kept.Entry)]);
        }

        revision++;
        seen = revision;
        foreach (var entry in batch.State)
        {
            state[entry.Name] = (entry, revision);
        }

        foreach (var routed in batch.Events)
        {
            if (keys.Add(routed.Agreed.Key))
            {
                Announced.Add(routed.Agreed);
            }
            else
            {
                Repeated.Add(routed.Agreed.Key);
            }
        }

        return CommitResult.Committed.Instance;
    }
}
