using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class NodeUnreadable : ILintRule
{
    public RuleText Text { get; } = new(
        "SE067",
        nameof(NodeUnreadable),
        Severity.Warning,
        "A data node could not be read",
        "It answers, but not this service: a password, TLS, or something else than Redis behind the address. Its settings and clients stay unseen, and what is wrong with them goes unnoticed.",
        "The connection of this service to every data node that the sentinels name",
        "As its finding says; or set DataNodes:Enabled to false.");

    /// <summary>One that is down, or out of reach of this service only, other rules tell of.</summary>
    public IEnumerable<Discovery> Look(Fleet fleet) => fleet.Inspection.Nodes
        .Where(node => node is { Missing.Count: 0, Problem: { Kind: not InspectionProblemKind.Unreachable } })
        .GroupBy(node => (Masters: Wording.List(node.Masters), node.Problem!.Text, node.Problem.Cure))
        .Select(same =>
        {
            var nodes = same.Select(node => node.Address).ToList();
            return new Discovery(null, nodes.Count == 1 ? nodes[0].ToString() : $"data nodes of {same.Key.Masters}", $"{Wording.List(nodes)}: {same.Key.Text}", same.Key.Cure);
        });
}
