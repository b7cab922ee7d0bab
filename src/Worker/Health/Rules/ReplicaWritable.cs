using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class ReplicaWritable : ILintRule
{
    public RuleText Text { get; } = new(
        "SE062",
        nameof(ReplicaWritable),
        Severity.Warning,
        "A replica takes writes",
        "With replica-read-only no, clients that stayed with a demoted master notice nothing: their writes go into a replica, to nobody else, and are gone at its next full copy.",
        "CONFIG GET replica-read-only; INFO replication: slave_read_only",
        "Set replica-read-only to yes.");

    public IEnumerable<Discovery> Look(Fleet fleet) => fleet.Inspection.Nodes
        .Where(node => node.IsRead && (node.Role == "slave" || (node.Role.Length == 0 && node.Info.Text("role") == "slave")))
        .Where(node => node.Settings.Text("replica-read-only") == "no" || node.Info.Text("slave_read_only") == "0")
        .Select(node => new Discovery(
            null, node.Address.ToString(), $"the replica {node.Address} has replica-read-only no", Cures.On(node.Address, Cures.ConfigSet("replica-read-only", "yes"))));
}
