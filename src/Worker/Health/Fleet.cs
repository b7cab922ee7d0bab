using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health;

/// <summary>A deployment as it was found, put in the order in which rules ask: by master, with every sentinel's view of it.</summary>
public sealed class Fleet
{
    private readonly Dictionary<HostAddress, NodeInspection> _nodes;
    private readonly ILookup<string, NodeInspection> _nodesByMaster;
    private readonly HashSet<HostAddress> _masters;
    private readonly HashSet<string> _readIds;
    private readonly Dictionary<SentinelInspection, HashSet<string>> _monitored;
    private readonly Dictionary<string, MasterSurvey> _byName;
    private readonly Lazy<IReadOnlyList<SentinelPlace>> _sentinels;

    private Fleet(ClusterInspection inspection)
    {
        Inspection = inspection;
        Read = [.. inspection.Sentinels.Where(sentinel => sentinel.IsRead)];
        _readIds = [.. Read.Select(sentinel => sentinel.IdOrAddress)];
        _monitored = new Dictionary<SentinelInspection, HashSet<string>>(Read.Select(sentinel => KeyValuePair.Create(sentinel, sentinel.AllMasters.ToHashSet(StringComparer.Ordinal))), ReferenceEqualityComparer.Instance);
        _nodes = inspection.Nodes.GroupBy(node => node.Address.Canonical()).ToDictionary(nodes => nodes.Key, nodes => nodes.First());
        _nodesByMaster = inspection.Nodes.Where(node => node.IsRead)
            .SelectMany(node => node.Masters.Distinct(StringComparer.Ordinal).Select(master => (master, node)))
            .ToLookup(pair => pair.master, pair => pair.node, StringComparer.Ordinal);
        Masters =
        [
            .. Read.SelectMany(sentinel => sentinel.Masters.Select(master => new MasterSight(sentinel, master)))
                .GroupBy(sight => sight.Master.Name, StringComparer.Ordinal)
                .OrderBy(sights => sights.Key, StringComparer.Ordinal)
                .Select(sights => new MasterSurvey(sights.Key, [.. sights])),
        ];
        _byName = Masters.ToDictionary(master => master.Name, StringComparer.Ordinal);
        _masters = [.. Masters.Select(master => master.Address.Canonical())];
        _sentinels = new Lazy<IReadOnlyList<SentinelPlace>>(FindSentinels);
    }

    public ClusterInspection Inspection { get; }

    /// <summary>The sentinels that could be read.</summary>
    public IReadOnlyList<SentinelInspection> Read { get; }

    /// <summary>The followed masters that any of them monitors, by name.</summary>
    public IReadOnlyList<MasterSurvey> Masters { get; }

    /// <summary>Every sentinel that was asked, or that another one names, by address.</summary>
    public IReadOnlyList<SentinelPlace> Sentinels => _sentinels.Value;

    public static Fleet Of(ClusterInspection inspection) => new(inspection);

    /// <summary>What a data node itself said; null where it was not asked.</summary>
    public NodeInspection? Node(HostAddress address) => _nodes.GetValueOrDefault(address.Canonical());

    /// <summary>The data nodes of a master that could be read.</summary>
    public IEnumerable<NodeInspection> NodesOf(MasterSurvey master) => _nodesByMaster[master.Name];

    /// <summary>A followed master by its name; null where none has it.</summary>
    public MasterSurvey? Master(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Whether most sentinels place any followed master there.</summary>
    public bool IsMaster(HostAddress address) => _masters.Contains(address.Canonical());

    /// <summary>Whether a sentinel that could be read monitors a master of that name.</summary>
    public bool Monitors(SentinelInspection sentinel, string master) => _monitored[sentinel].Contains(master);

    /// <summary>The sentinels that one holds for down though they answer: of their links is told elsewhere, nobody need start them.</summary>
    public int AnsweringThoughDown(MasterSight sight) =>
        (sight.Master.Sentinels ?? []).Count(peer => peer.IsSubjectivelyDown && (_readIds.Contains(peer.RunId) || Login.IsRefused(peer)));

    /// <summary>Whether a sentinel has so many dead ones beside it that it can start no failover, or have none authorised.</summary>
    public bool LacksSentinels(MasterSight sight) =>
        !sight.AsksForMoreThanKnown && sight.Usable is { } usable && sight.VotesNeeded > usable + AnsweringThoughDown(sight);

    /// <summary>Whether it is dead, and one of so many that the others can start no failover, or have none authorised.</summary>
    public bool IsMissed(SentinelPlace place) => !place.IsRead && place.IsDown && place.Views.Any(view => LacksSentinels(view.By));

    private IReadOnlyList<SentinelPlace> FindSentinels()
    {
        var views = Masters.SelectMany(master => master.Peers).SelectMany(peer => peer.Views).ToLookup(view => view.Fields.RunId, StringComparer.Ordinal);
        var asked = Inspection.Sentinels.ToLookup(sentinel => sentinel.IdOrAddress, StringComparer.Ordinal);
        return
        [
            .. asked.Select(same => same.Key).Concat(views.Select(same => same.Key)).Distinct(StringComparer.Ordinal)
                .Select(id => new SentinelPlace(
                    id,
                    views[id].Select(view => view.Fields.Address).FirstOrDefault(address => address.Host.Length > 0, asked[id].FirstOrDefault()?.Address ?? new HostAddress("", 0)),
                    asked[id].FirstOrDefault(),
                    [.. views[id]]))
                .OrderBy(place => place.Address.ToString(), StringComparer.Ordinal).ThenBy(place => place.Id, StringComparer.Ordinal),
        ];
    }
}
