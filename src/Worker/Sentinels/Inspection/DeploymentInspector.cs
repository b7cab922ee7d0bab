using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Sentinels.Inspection;

/// <summary>Takes one thorough look at a deployment, by connections made for that look; what watches the sentinels is not disturbed.</summary>
internal sealed class DeploymentInspector(TimeProvider time)
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestAnswer = TimeSpan.FromMilliseconds(500);

    /// <summary>Never throws but for cancellation: what cannot be read is a problem in the inspection.</summary>
    /// <param name="cluster">The deployment.</param>
    /// <param name="timeout">How long it may take in all.</param>
    /// <param name="progress">Told of each step, from any thread, never by two at once.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ClusterInspection> InspectAsync(
        ClusterOptions cluster, TimeSpan timeout, Action<InspectionProgress>? progress, CancellationToken cancellation)
    {
        var at = time.GetUtcNow();
        var whole = TimeSpan.FromTicks(Math.Clamp(timeout.Ticks, TimeSpan.TicksPerMillisecond, LongestLook.Ticks));
        var answer = TimeSpan.FromTicks(Math.Clamp((whole / 4).Ticks, ShortestAnswer.Ticks, LongestAnswer.Ticks));

        // A sentinel that hangs leaves the data nodes their share of the time.
        using var forSentinels = new Deadline(cluster.DataNodes.Enabled ? whole * 0.6 : whole, time, cancellation);
        using var forAll = new Deadline(whole, time, cancellation);
        var steps = new InspectionSteps(cluster.Name, progress);
        var sentinels = await new SentinelRound(cluster, answer, steps, time).RunAsync(forSentinels.Token, cancellation);
        var nodes = cluster.DataNodes.Enabled
            ? await new NodeRound(cluster.DataNodes, answer, steps, time).RunAsync(NamedNodes.Of(sentinels), forAll.Token, cancellation)
            : [];
        return new ClusterInspection(cluster.Name, at, cluster.Masters, cluster.Racks, sentinels, nodes, cluster.DataNodes.Enabled);
    }
}
