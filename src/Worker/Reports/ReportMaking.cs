using SentinelEvents.Contracts;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Reports;

/// <summary>Inspects the clusters that the globs name (none: all), and reports with what the journal knows of the period.</summary>
internal delegate Task<HealthReported> ReportMaking(
    string name, IReadOnlyList<string> clusters, DateTimeOffset due, IJournalReader journal, CancellationToken cancellation);
