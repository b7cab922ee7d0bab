using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events.Inspection;

/// <summary>What one sentinel holds of one master.</summary>
/// <param name="Name">The master's name.</param>
/// <param name="Address">Its answer to <c>GET-MASTER-ADDR-BY-NAME</c>.</param>
/// <param name="Fields">Its answer to <c>MASTER</c>: <c>quorum</c>, <c>config-epoch</c>, <c>down-after-milliseconds</c>, <c>num-slaves</c> ...</param>
/// <param name="Replicas">Its answer to <c>REPLICAS</c>, one each; null where not permitted.</param>
/// <param name="Sentinels">Its answer to <c>SENTINELS</c>: the others; null where not permitted.</param>
/// <param name="QuorumCheck">Its answer to <c>CKQUORUM</c>; null where not permitted.</param>
public sealed record MonitoredMaster(
    string Name,
    HostAddress Address,
    InstanceFields Fields,
    IReadOnlyList<InstanceFields>? Replicas,
    IReadOnlyList<InstanceFields>? Sentinels,
    QuorumCheck? QuorumCheck)
{
    public int Quorum => (int)Math.Clamp(Fields.Number("quorum") ?? 0, 0, int.MaxValue);

    public long Epoch => Fields.Number("config-epoch") ?? 0;

    /// <summary>How many sentinels it knows, itself included; dead ones count.</summary>
    public int KnownSentinels => (int)Math.Clamp(Fields.Number("num-other-sentinels") ?? 0, 0, 100_000) + 1;

    public TimeSpan DownAfter => Fields.Milliseconds("down-after-milliseconds") ?? TimeSpan.Zero;

    public TimeSpan FailoverTimeout => Fields.Milliseconds("failover-timeout") ?? TimeSpan.Zero;
}
