using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class ClientLimitNear : ILintRule
{
    private const long Few = 1000;
    private const long AsShipped = 10_000;

    public RuleText Text { get; } = new(
        "SE059",
        nameof(ClientLimitNear),
        Severity.Warning,
        "A data node's limit of clients is near, or low",
        "Beyond maxclients every connection is refused, those of sentinels and replicas too: then the node is down in their eyes. After a failover all clients connect to the new master at once.",
        "INFO clients: connected_clients, against maxclients",
        "Raise maxclients (and the limit of open files), or find who leaves connections open.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var node in fleet.Inspection.Nodes.Where(node => node.IsRead))
        {
            if ((node.Settings.Number("maxclients") ?? node.Info.Number("maxclients")) is not ({ } limit and > 0))
            {
                continue;
            }

            var clients = Math.Max(node.Info.Number("connected_clients") ?? 0, 0);
            var near = clients > limit / 5 * 4 && clients > limit * 0.8;
            if (near || limit < Few)
            {
                yield return new Discovery(
                    null,
                    node.Address.ToString(),
                    near
                        ? $"{node.Address} has {Wording.Count(clients, "client")}, and maxclients is {Wording.Number(limit)}"
                        : $"{node.Address} takes {Wording.Count(limit, "client")} at most (maxclients), and has {Wording.Number(clients)} now",
                    Cures.On(node.Address, Cures.ConfigSet("maxclients", Wording.Number(limit > long.MaxValue / 4 ? limit : Math.Max(AsShipped, limit * 2)))))
                {
                    Severity = near ? null : Severity.Info,
                };
            }
        }
    }
}
