using System.Text.Json;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>What is kept of a cluster's state, as entries of the journal: one for the cluster, one for each master and each sentinel.</summary>
internal static class StateCodec
{
    private const string ClusterEntry = "cluster";
    private const string MasterPrefix = "master/";
    private const string SentinelPrefix = "sentinel/";

    /// <summary>The entries that differ between two states of one cluster. Records are immutable, so a changed one is another object.</summary>
    public static IEnumerable<StateEntry> Changes(ClusterState? before, ClusterState after)
    {
        var cluster = after.Policy.Cluster;
        if (before is null || before.Record != after.Record)
        {
            yield return new StateEntry(cluster, ClusterEntry, JsonSerializer.Serialize(after.Record));
        }

        if (!ReferenceEquals(before?.Masters, after.Masters))
        {
            foreach (var (name, master) in after.Masters)
            {
                if (!ReferenceEquals(before?.Masters.GetValueOrDefault(name)?.Record, master.Record))
                {
                    yield return new StateEntry(cluster, MasterPrefix + name, JsonSerializer.Serialize(master.Record));
                }
            }
        }

        if (!ReferenceEquals(before?.Sentinels, after.Sentinels))
        {
            foreach (var (id, sentinel) in after.Sentinels)
            {
                if (!ReferenceEquals(before?.Sentinels.GetValueOrDefault(id)?.Record, sentinel.Record))
                {
                    yield return new StateEntry(cluster, SentinelPrefix + id, JsonSerializer.Serialize(sentinel.Record));
                }
            }
        }
    }

    /// <summary>A cluster as the journal kept it; null when it is seen for the first time.</summary>
    /// <exception cref="JournalUnusableException">An entry cannot be read.</exception>
    public static ClusterState? Read(ClusterPolicy policy, IEnumerable<StateEntry> entries, DateTimeOffset now)
    {
        ClusterRecord? cluster = null;
        var masters = new Dictionary<string, MasterRecord>(StringComparer.Ordinal);
        var sentinels = new Dictionary<string, SentinelRecord>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(entry => entry.Cluster == policy.Cluster && entry.Body is not null))
        {
            try
            {
                if (entry.Name == ClusterEntry)
                {
                    cluster = JsonSerializer.Deserialize<ClusterRecord>(entry.Body!);
                }
                else if (entry.Name.StartsWith(MasterPrefix, StringComparison.Ordinal))
                {
                    masters[entry.Name[MasterPrefix.Length..]] = JsonSerializer.Deserialize<MasterRecord>(entry.Body!)!;
                }
                else if (entry.Name.StartsWith(SentinelPrefix, StringComparison.Ordinal))
                {
                    sentinels[entry.Name[SentinelPrefix.Length..]] = JsonSerializer.Deserialize<SentinelRecord>(entry.Body!)!;
                }
            }
            catch (JsonException failure)
            {
                throw new JournalUnusableException(
                    $"The journal's state entry '{entry.Name}' of cluster '{entry.Cluster}' cannot be read. Restore the journal from a backup, or set it aside to begin with an empty one.", failure);
            }
        }

        return cluster is null ? null : ClusterState.Resume(policy, cluster, masters, sentinels, now);
    }
}
