namespace SentinelEvents.Lab;

/// <summary>What was measured.</summary>
/// <param name="First">The first of the process, for which code is compiled.</param>
/// <param name="Scheduled">With a report before of the same name.</param>
/// <param name="Demanded">Without one.</param>
internal sealed record HistoryCostResult(HistorySample First, IReadOnlyList<HistorySample> Scheduled, IReadOnlyList<HistorySample> Demanded);
