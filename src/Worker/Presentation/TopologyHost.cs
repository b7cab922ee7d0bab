using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>The members of a master that share a host.</summary>
internal sealed record TopologyHost(string Host, IReadOnlyList<HealthMember> Members)
{
    /// <summary>All hosts of a master: first the master's own, then those of replicas, then those that have sentinels only.</summary>
    public static IReadOnlyList<TopologyHost> Of(MasterHealth master) =>
    [
        .. master.Members.GroupBy(member => member.Address.Canonical().Host, StringComparer.Ordinal)
            .Select(group => new TopologyHost(group.Key, [.. group.OrderBy(member => member.Role).ThenBy(member => member.Address.Port)]))
            .OrderBy(host => host.Members[0].Role)
            .ThenBy(host => host.Host, StringComparer.Ordinal),
    ];
}
