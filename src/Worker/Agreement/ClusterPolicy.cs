using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement;

/// <summary>What the operator chose for a cluster, as far as decisions depend on it.</summary>
/// <param name="Cluster">The cluster's name.</param>
/// <param name="ConfiguredSentinels">How many sentinels the configuration names: fewer are never taken for the whole.</param>
/// <param name="Agreement">How many must answer alike for a switch.</param>
/// <param name="UnconfirmedAfter">A switch not agreed for this long is reported as unconfirmed.</param>
/// <param name="DivergedAfter">Views that differ for longer are reported.</param>
/// <param name="SilenceLimit">Sight that is lost for longer is reported.</param>
/// <param name="SnapshotInterval">How often each sentinel's state is read.</param>
/// <param name="Worker">The name of this worker among those that share a journal: what it sees is its own.</param>
public sealed record ClusterPolicy(
    string Cluster,
    int ConfiguredSentinels,
    AgreementPolicy Agreement,
    TimeSpan UnconfirmedAfter,
    TimeSpan DivergedAfter,
    TimeSpan SilenceLimit,
    TimeSpan SnapshotInterval,
    string Worker = "worker")
{
    /// <summary>An answer older than this says nothing about now: three reads were missed.</summary>
    public TimeSpan AnswerLifetime => SnapshotInterval * 3;

    /// <summary>How long nobody may hold an instance for down before it counts as recovered.</summary>
    public TimeSpan RecoveryHold => SnapshotInterval > Patience.Recovery ? SnapshotInterval : Patience.Recovery;
}
