using System.Collections.Immutable;
using SentinelEvents.Worker.Health;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>Keeps the last verdicts in memory. Written by one, read by anybody.</summary>
internal sealed class FailoverBoard : IFailoverVerdicts
{
    private ImmutableDictionary<(string Cluster, string Master), FailoverVerdict> verdicts = ImmutableDictionary<(string, string), FailoverVerdict>.Empty;

    public FailoverVerdict? Of(string cluster, string master) => Volatile.Read(ref verdicts).GetValueOrDefault((cluster, master));

    /// <summary>Replaces what was known of a cluster: a master that is not in the assessment any more has no verdict.</summary>
    public void Put(ClusterHealth health) => ImmutableInterlocked.Update(ref verdicts, before => before
        .RemoveRange(before.Keys.Where(key => key.Cluster == health.Cluster))
        .SetItems(health.Masters.Select(master => KeyValuePair.Create(
            (health.Cluster, master.Master), new FailoverVerdict(master.Verdict, master.Reasons, master.Margin, health.At)))));
}
