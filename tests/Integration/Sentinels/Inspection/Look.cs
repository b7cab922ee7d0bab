using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Integration.Sentinels.Inspection;

/// <summary>Short words for looking at a deployment.</summary>
internal static class Look
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static ClusterOptions Cluster(params IEnumerable<string> sentinels) => new() { Name = "local", Sentinels = [.. sentinels] };

    public static Task<ClusterInspection> AtAsync(ClusterOptions cluster, Action<InspectionProgress>? progress = null, TimeSpan? limit = null) =>
        new DeploymentInspector(TimeProvider.System).InspectAsync(cluster, limit ?? Limit, progress, TestContext.Current.CancellationToken);
}
