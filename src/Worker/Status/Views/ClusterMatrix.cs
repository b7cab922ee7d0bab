namespace SentinelEvents.Worker.Status.Views;

/// <summary>Which sentinel sees which master how.</summary>
/// <param name="Cluster">The deployment.</param>
/// <param name="Sentinels">The columns, by address.</param>
/// <param name="Masters">The rows, by name.</param>
internal sealed record ClusterMatrix(string Cluster, IReadOnlyList<MatrixColumn> Sentinels, IReadOnlyList<MatrixRow> Masters);
