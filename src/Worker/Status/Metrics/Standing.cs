using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Reports;

namespace SentinelEvents.Worker.Status.Metrics;

/// <summary>What was last read from the journal.</summary>
/// <param name="Problem">Why it could not be read or written; null where it could.</param>
/// <param name="Backlogs">By destination.</param>
/// <param name="Reports">Of the calendar.</param>
internal sealed record Standing(string? Problem, IReadOnlyList<DeliveryBacklog> Backlogs, IReadOnlyList<ReportStanding> Reports)
{
    public static Standing None { get; } = new(null, [], []);
}
