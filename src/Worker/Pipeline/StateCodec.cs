using System.Text.Json;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>
/// What is kept of a cluster's state, as entries of the journal: one for the cluster, one for each master and each sentinel, and one for the sight of
/// each worker.
/// </summary>
internal static class StateCodec
{
    private const string ClusterEntry = "cluster";
    private const string MasterPrefix = "master/";
    private const string SentinelPrefix = "sentinel/";
    private const string SightPrefix = "sight/";

    // What a record cannot be without is missed where it is read, not where it is used.
    private static readonly JsonSerializerOptions Strict = new() { RespectNullableAnnotations = true };

    /// <summary>The entries that differ between two states of one cluster.</summary>
    public static IEnumerable<StateEntry> Changes(ClusterState? before, ClusterState after) =>
        Changed(before, after).Select(changed => new StateEntry(after.Policy.Cluster, changed.Name, () => JsonSerializer.Serialize(changed.Record, changed.Record.GetType())));

    /// <summary>Whether there are any.</summary>
    public static bool Differ(ClusterState? before, ClusterState after) => !ReferenceEquals(before, after) && Changed(before, after).Any();

    // Records are immutable, so a changed one is another object.
    private static IEnumerable<(string Name, object Record)> Changed(ClusterState? before, ClusterState after)
    {
        if (before is null || before.Record != after.Record)
        {
            yield return (ClusterEntry, after.Record);
        }

        if ((before?.Sight ?? new SightRecord()) != after.Sight)
        {
            yield return (SightPrefix + after.Policy.Worker, after.Sight);
        }

        if (!ReferenceEquals(before?.Masters, after.Masters))
        {
            foreach (var (name, master) in after.Masters)
            {
                if (!ReferenceEquals(before?.Masters.GetValueOrDefault(name)?.Record, master.Record))
                {
                    yield return (MasterPrefix + name, master.Record);
                }
            }
        }

        if (!ReferenceEquals(before?.Sentinels, after.Sentinels))
        {
            foreach (var (id, sentinel) in after.Sentinels)
            {
                if (!ReferenceEquals(before?.Sentinels.GetValueOrDefault(id)?.Record, sentinel.Record))
                {
                    yield return (SentinelPrefix + id, sentinel.Record);
                }
            }
        }
    }

    /// <summary>A cluster as the journal kept it; null when it is seen for the first time.</summary>
    /// <exception cref="JournalUnusableException">An entry cannot be read.</exception>
    public static ClusterState? Read(ClusterPolicy policy, IEnumerable<StateEntry> entries, DateTimeOffset now)
    {
        var kept = Decode(policy, entries);
        return kept.Cluster is null ? null : ClusterState.Resume(policy, kept.Cluster, kept.Masters, kept.Sentinels, kept.Sight, now);
    }

    /// <summary>The cluster with what another worker recorded of it; the same one where nothing of it is among the entries.</summary>
    /// <exception cref="JournalUnusableException">An entry cannot be read.</exception>
    public static ClusterState Adopt(ClusterState state, IEnumerable<StateEntry> newer, DateTimeOffset now)
    {
        var kept = Decode(state.Policy, newer);
        // This worker's own sight among the entries is its own word, of a commit whose outcome it did not learn.
        state = kept.Sight is null ? state : state with { Sight = kept.Sight };
        return kept is { Cluster: null, Masters.Count: 0, Sentinels.Count: 0 }
            ? state
            : ClusterAgreement.Adopt(state, kept.Cluster ?? state.Record, kept.Masters, kept.Sentinels, now);
    }

    private static Kept Decode(ClusterPolicy policy, IEnumerable<StateEntry> entries)
    {
        var kept = new Kept();
        foreach (var entry in entries.Where(entry => entry.Cluster == policy.Cluster))
        {
            if (entry.Body is not { } body)
            {
                continue;
            }

            try
            {
                if (entry.Name == ClusterEntry)
                {
                    kept.Cluster = Parse<ClusterRecord>(body);
                }
                else if (entry.Name.StartsWith(MasterPrefix, StringComparison.Ordinal))
                {
                    kept.Masters[entry.Name[MasterPrefix.Length..]] = Whole(Parse<MasterRecord>(body));
                }
                else if (entry.Name.StartsWith(SentinelPrefix, StringComparison.Ordinal))
                {
                    kept.Sentinels[entry.Name[SentinelPrefix.Length..]] = Parse<SentinelRecord>(body);
                }
                else if (entry.Name == SightPrefix + policy.Worker)
                {
                    kept.Sight = Parse<SightRecord>(body);
                }
            }
            catch (JsonException failure)
            {
                throw new JournalUnusableException(
                    $"The journal's state entry '{entry.Name}' of cluster '{entry.Cluster}' cannot be read. Restore the journal from a backup, or set it aside to begin with an empty one.", failure);
            }
        }

        return kept;
    }

    private static TRecord Parse<TRecord>(string body) => JsonSerializer.Deserialize<TRecord>(body, Strict) ?? throw new JsonException("It is null.");

    // Annotations say nothing of what is in a collection.
    private static MasterRecord Whole(MasterRecord master) =>
        master.Switches.IsDefault || HasNull(master.Switches) || HasNull(master.Candidates.Values) || HasNull(master.ReplicasDown.Values) || HasNull(master.Diverged.Values)
        || HasNull(master.Accounts.Values) || HasNull(master.Changes.Values) || (master.Members is { } members && (HasNull(members.Nodes.Values) || HasNull(members.Sentinels.Values)))
            ? throw new JsonException("A value in it is null.")
            : master;

    private static bool HasNull<TValue>(IEnumerable<TValue> values) => values.Any(value => value is null);

    private sealed class Kept
    {
        public ClusterRecord? Cluster { get; set; }

        public SightRecord? Sight { get; set; }

        public Dictionary<string, MasterRecord> Masters { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, SentinelRecord> Sentinels { get; } = new(StringComparer.Ordinal);
    }
}
