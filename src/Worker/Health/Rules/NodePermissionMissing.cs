using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class NodePermissionMissing : ILintRule
{
    public RuleText Text { get; } = new(
        "SE066",
        nameof(NodePermissionMissing),
        Severity.Warning,
        "This service may not ask a data node everything",
        "What it may not read it cannot judge: passwords, limits, versions and clients of that node stay unseen, and what is wrong with them goes unnoticed.",
        "NOPERM as the answer to a command of this service",
        "Give its user what it needs: ACL SETUSER <user> resetchannels -@all +ping +role +info +config|get +client|list +client|setname +client|id (on servers before 7.0 -@all +ping +role +info +config|get +client). Or set DataNodes:Enabled to false.");

    public IEnumerable<Discovery> Look(Fleet fleet) => fleet.Inspection.Nodes.Where(node => node.Missing.Count > 0).Select(node => new Discovery(
        null,
        node.Address.ToString(),
        $"the user {node.Missing[0].User} may not run {Wording.List(node.Missing.Select(missing => missing.Command))}",
        Cures.On(node.Address, $"ACL SETUSER {Cures.Word(node.Missing[0].User)} {string.Join(' ', node.Missing.Select(missing => missing.AclRule).Distinct(StringComparer.Ordinal))}", "ACL SAVE or CONFIG REWRITE")));
}
