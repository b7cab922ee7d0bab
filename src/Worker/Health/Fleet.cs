using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health;

/// <summary>A deployment as it was found, put in the order in which rules ask: by master, with every sentinel's view of it.</summary>
public sealed class Fleet
{
    private readonly Dictionary<HostAddress, NodeInspection> _nodes;

    private Fleet(ClusterInspection inspection)
    {
        Inspection = inspection;
        Read = [.. inspection.Sentinels.Where(sentinel => sentinel.IsRead)];
        _nodes = inspection.Nodes.GroupBy(node => node.Address.Canonical()).ToDictionary(nodes => nodes.Key, nodes => nodes.First());
        Masters =
        [
            .. Read.SelectMany(sentinel => sentinel.Masters.Select(master => new MasterSight(sentinel, master)))
                .GroupBy(sight => sight.Master.Name, StringComparer.Ordinal)
                .OrderBy(sights => sights.Key, StringComparer.Ordinal)
                .Select(sights => new MasterSurvey(sights.Key, [.. sights])),
        ];
    }

    public ClusterInspection Inspection { get; }

    /// <summary>The sentinels that could be read.</summary>
    public IReadOnlyList<SentinelInspection> Read { get; }

    /// <summary>The followed masters that any of them monitors, by name.</summary>
    public IReadOnlyList<MasterSurvey> Masters { get; }

    public static Fleet Of(ClusterInspection inspection) => new(inspection);

    /// <summary>What a data node itself said; null where it was not asked.</summary>
    public NodeInspection? Node(HostAddress address) => _nodes.GetValueOrDefault(address.Canonical());
}
