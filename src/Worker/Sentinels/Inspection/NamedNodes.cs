using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Sentinels.Inspection;

/// <summary>The data nodes that sentinels name.</summary>
internal static class NamedNodes
{
    /// <summary>Each once, with the masters that it belongs to. Those that somebody holds for up come first: should time run out, the dead are the lesser loss.</summary>
    public static IReadOnlyList<NodeInspection> Of(IReadOnlyList<SentinelInspection> sentinels) =>
    [
        .. sentinels.SelectMany(sentinel => sentinel.Masters).SelectMany(Of)
            .Where(node => node.Address is { Host.Length: > 0, Port: > 0 })
            .GroupBy(node => node.Address.Canonical())
            .OrderByDescending(views => views.Any(view => !view.IsDown))
            .Select(views => new NodeInspection(views.Key, [.. views.Select(view => view.Master).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])),
    ];

    private static IEnumerable<(HostAddress Address, string Master, bool IsDown)> Of(MonitoredMaster master) =>
    [
        (master.Address, master.Name, master.Fields.IsSubjectivelyDown && master.Fields.Address.SameAs(master.Address)),
        (master.Fields.Address, master.Name, master.Fields.IsSubjectivelyDown),
        .. (master.Replicas ?? []).Select(replica => (replica.Address, master.Name, replica.IsSubjectivelyDown)),
    ];
}
