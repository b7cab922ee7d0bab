using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Reports;

/// <summary>How it stands with a report of the calendar.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Last">The last that was made; null where none ever was.</param>
/// <param name="OverdueSince">When one should have been made that is not; null where none is missing.</param>
public sealed record ReportStanding(string Name, HealthReported? Last, DateTimeOffset? OverdueSince);
