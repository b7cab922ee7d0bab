namespace SentinelEvents.Worker.Journal;

/// <summary>An observation as it is kept.</summary>
internal sealed record ObservationRow(DateTimeOffset At, string Cluster, string Sentinel, string Type, string? Master, string Body);
