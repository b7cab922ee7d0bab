namespace SentinelEvents.Worker.Reports;

/// <summary>What the trends take from an earlier report.</summary>
/// <param name="At">When it looked at the deployments.</param>
/// <param name="Cluster">A deployment that it told of.</param>
/// <param name="SentinelMargin">The smallest margin of sentinels that it found there; null where it could not tell.</param>
internal sealed record PastReport(DateTimeOffset At, string Cluster, int? SentinelMargin);
