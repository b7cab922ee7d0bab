namespace SentinelEvents.Worker.Status.Views;

/// <summary>The service itself.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Worker">What this worker is called among those that share its journal; null before the journal is open.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Clusters">The clusters, by name.</param>
/// <param name="Configuration">How the last change of the configuration went.</param>
internal sealed record ServiceView(
    string Version, string? Worker, DateTimeOffset StartedAt, JournalView Journal, IReadOnlyList<ClusterSummary> Clusters, ConfigurationState Configuration);
