using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Health;

/// <summary>All lint rules: every <see cref="ILintRule"/> there is, by id. A new one is named here.</summary>
public static class LintRules
{
    public static IReadOnlyList<ILintRule> All { get; } = [.. Known.OrderBy(rule => rule.Text.Id, StringComparer.Ordinal)];

    // By name: to look for them would load every type of the program and of the libraries that it names, 8 MB.
    private static IReadOnlyList<ILintRule> Known =>
    [
        new Rules.AddressDiffers(),
        new Rules.BacklogSmall(),
        new Rules.ClientLimitNear(),
        new Rules.ClientsOnDemoted(),
        new Rules.ClockSkew(),
        new Rules.ConfigurationNotRewritable(),
        new Rules.ConfigurationNotSaved(),
        new Rules.DownAfterDiffers(),
        new Rules.DownAfterTooSmall(),
        new Rules.DownAfterVeryLarge(),
        new Rules.DuplicateRunId(),
        new Rules.DuplicateSentinel(),
        new Rules.EpochDiffers(),
        new Rules.EvenNumberOfSentinels(),
        new Rules.FailoverTimeoutDiffers(),
        new Rules.FailoverTimeoutTooShort(),
        new Rules.LoopbackAnnounced(),
        new Rules.MinReplicasImpossible(),
        new Rules.MinReplicasUnset(),
        new Rules.MixedHostNames(),
        new Rules.MixedNodeVersions(),
        new Rules.MixedVersions(),
        new Rules.MonitoredBySome(),
        new Rules.NoPromotableReplica(),
        new Rules.NoReplica(),
        new Rules.NodeAuthenticationDiffers(),
        new Rules.NodePermissionMissing(),
        new Rules.NodeUnreadable(),
        new Rules.OldVersion(),
        new Rules.OpenSentinel(),
        new Rules.OverlappingMasters(),
        new Rules.ParallelSyncsDiffers(),
        new Rules.PersistenceOff(),
        new Rules.QuorumAboveKnown(),
        new Rules.QuorumAboveReachable(),
        new Rules.QuorumBelowMajority(),
        new Rules.QuorumCheckFails(),
        new Rules.QuorumDiffers(),
        new Rules.ReplicaDown(),
        new Rules.ReplicaFollowsAnother(),
        new Rules.ReplicaLagging(),
        new Rules.ReplicaLinkBroken(),
        new Rules.ReplicaNeverPromoted(),
        new Rules.ReplicaWritable(),
        new Rules.ScriptConfigured(),
        new Rules.ScriptsPending(),
        new Rules.SecondWritableMaster(),
        new Rules.SentinelCannotLogInToNode(),
        new Rules.SentinelInTilt(),
        new Rules.SentinelOnMastersHost(),
        new Rules.SentinelPermissionMissing(),
        new Rules.SentinelUnreadable(),
        new Rules.SentinelsCannotLogInToEachOther(),
        new Rules.SentinelsCannotReachEachOther(),
        new Rules.SentinelsShareHost(),
        new Rules.StaleReplica(),
        new Rules.StaleSentinel(),
        new Rules.TooFewSentinels(),
        new Rules.TooManyMasters(),
        new Rules.UnknownMasterName(),
        new Rules.UnreachableAnnounced(),
    ];

    /// <summary>What all rules find, the worst first.</summary>
    public static IReadOnlyList<HealthFinding> Look(Fleet fleet) =>
    [
        .. All.SelectMany(rule => rule.Look(fleet).Select(discovery => new HealthFinding
        {
            Rule = rule.Text.Id,
            Severity = discovery.Severity ?? rule.Text.Severity,
            Cluster = fleet.Inspection.Cluster,
            Master = discovery.Master,
            Subject = VisibleText.Of(discovery.Subject),
            Title = rule.Text.Title,
            Evidence = VisibleText.Of(discovery.Evidence),
            Why = rule.Text.Why,
            Cure = VisibleText.Of(discovery.Cure),
        })).OrderByDescending(finding => finding.Severity),
    ];
}
