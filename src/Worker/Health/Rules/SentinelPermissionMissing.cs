using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class SentinelPermissionMissing : ILintRule
{
    public RuleText Text { get; } = new(
        "SE029",
        nameof(SentinelPermissionMissing),
        Severity.Warning,
        "This service may not ask a sentinel everything",
        "What it may not read it cannot judge: verdicts become Unknown, and what is wrong there goes unnoticed.",
        "NOPERM as the answer to a command of this service",
        "Give its user what it needs: ACL SETUSER <user> resetchannels &+* &-* -@all +ping +psubscribe +info +sentinel|masters +sentinel|master +sentinel|replicas +sentinel|sentinels +sentinel|ckquorum +sentinel|get-master-addr-by-name +sentinel|myid");

    public IEnumerable<Discovery> Look(Fleet fleet) => fleet.Inspection.Sentinels.Where(sentinel => sentinel.Missing.Count > 0).Select(sentinel => new Discovery(
        null,
        sentinel.Address.ToString(),
        $"the user {sentinel.Missing[0].User} may not run {Wording.List(sentinel.Missing.Select(missing => missing.Command))}",
        $"{Cures.On(sentinel.Address, $"ACL SETUSER {Cures.Word(sentinel.Missing[0].User)} {string.Join(' ', sentinel.Missing.Select(missing => missing.AclRule).Distinct(StringComparer.Ordinal))}")}, and the same in the user line of its configuration"));
}
