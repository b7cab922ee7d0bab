using SentinelEvents.Worker.Agreement;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>Which incidents go on, from what is agreed. Pure.</summary>
internal static class OpenIncidents
{
    public static IReadOnlySet<Guid> Of(IEnumerable<ClusterState> clusters) => clusters.SelectMany(Of).ToHashSet();

    private static IEnumerable<Guid> Of(ClusterState cluster) =>
    [
        .. cluster.Masters.Values.SelectMany(master => Of(master.Record)),
        .. cluster.Sentinels.Values.SelectMany(sentinel => Of(sentinel.Record)),
        .. cluster.Sight.Loss is { } loss ? [loss.IncidentId] : Array.Empty<Guid>(),
    ];

    private static IEnumerable<Guid> Of(MasterRecord record)
    {
        if (record.Incident is { Announced: true } incident)
        {
            yield return incident.Id;
        }

        if (record.Completion is { } completion)
        {
            yield return completion.IncidentId;
        }

        foreach (var open in record.Diverged.Values.Append(record.QuorumLoss).Where(open => open is { Announced: true }))
        {
            yield return open!.IncidentId;
        }

        foreach (var down in record.ReplicasDown.Values.Where(down => down.Announced))
        {
            yield return down.IncidentId;
        }
    }

    private static IEnumerable<Guid> Of(SentinelRecord record)
    {
        if (record.Down is { Announced: true } down)
        {
            yield return down.IncidentId;
        }

        if (record.Tilt is { Announced: true } tilt)
        {
            yield return tilt.IncidentId;
        }
    }
}
