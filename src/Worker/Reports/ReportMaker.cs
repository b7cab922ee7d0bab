using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Worker.Reports;

/// <summary>Makes a report: looks at the deployments, assesses them, and adds what the journal knows.</summary>
internal sealed class ReportMaker(IReadOnlyList<ClusterOptions> clusters, TimeProvider time)
{
    /// <summary>The name of a report that a person asked for.</summary>
    public const string OnDemand = "on demand";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="name">The name of the report.</param>
    /// <param name="clusterGlobs">The deployments that it is about; empty: all.</param>
    /// <param name="due">When it was due; with the name it makes the report's id.</param>
    /// <param name="journal">Null: without what the journal knows.</param>
    /// <param name="progress">Told of each step, from any thread, never by two at once.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<HealthReported> MakeAsync(
        string name, IReadOnlyList<string> clusterGlobs, DateTimeOffset due, IJournalReader? journal, Action<InspectionProgress>? progress, CancellationToken cancellation)
    {
        var healths = await AssessAsync(clusterGlobs, progress, cancellation);
        var to = healths.Select(health => health.At).DefaultIfEmpty(due).Max();
        var history = journal is null ? ReportHistory.None : await new HistoryReader(journal).ReadAsync(name, healths, to, cancellation);
        return ReportBuilder.Of(name, due, healths, history);
    }

    /// <summary>The deployments as they are now, without what the journal knows.</summary>
    public async Task<IReadOnlyList<ClusterHealth>> AssessAsync(IReadOnlyList<string> clusterGlobs, Action<InspectionProgress>? progress, CancellationToken cancellation)
    {
        var one = new Lock();
        var inspector = new DeploymentInspector(time);
        return await Task.WhenAll(clusters.Where(cluster => Glob.IsMatchAny(clusterGlobs, cluster.Name)).Select(async cluster =>
        {
            var inspection = await inspector.InspectAsync(cluster, Patience, progress is null ? null : Tell, cancellation);
            return UnseenMasters.AddTo(Assessment.Of(inspection), inspection);
        }));

        void Tell(InspectionProgress step)
        {
            lock (one)
            {
                progress(step);
            }
        }
    }
}
