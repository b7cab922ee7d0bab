using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Simulation;

/// <summary>What the watching was set to, as far as decisions depend on it.</summary>
public sealed record RecordingPolicy(
    string Cluster,
    int Sentinels,
    AgreementPolicy Agreement,
    TimeSpan UnconfirmedAfter,
    TimeSpan DivergedAfter,
    TimeSpan SilenceLimit,
    TimeSpan SnapshotInterval)
{
    public ClusterPolicy ToClusterPolicy() => new(Cluster, Sentinels, Agreement, UnconfirmedAfter, DivergedAfter, SilenceLimit, SnapshotInterval);
}
