using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Reports;

/// <summary>What the journal knows that a report needs.</summary>
/// <param name="Previous">The report before, of the same name; null where there was none.</param>
/// <param name="Margins">What earlier reports told of the margins.</param>
/// <param name="Events">The events of masters, in the order of decision.</param>
/// <param name="KnownSince">When the journal first knew a master; masters that it does not know are missing.</param>
internal sealed record ReportHistory(
    HealthReported? Previous,
    IReadOnlyList<PastMargin> Margins,
    IReadOnlyList<SentinelEvent> Events,
    IReadOnlyDictionary<(string Cluster, string Master), DateTimeOffset> KnownSince)
{
    /// <summary>Where there is no journal.</summary>
    public static ReportHistory None { get; } = new(null, [], [], new Dictionary<(string, string), DateTimeOffset>());
}
