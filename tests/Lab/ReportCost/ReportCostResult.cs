namespace SentinelEvents.Lab;

/// <summary>What was measured.</summary>
/// <param name="First">The first report of the process, for which code is compiled.</param>
/// <param name="Reports">Those after it, with nothing else at work.</param>
/// <param name="Alone">From a published switch to the complete webhook, without a report being made.</param>
/// <param name="Beside">The same while another process makes reports, one after the other.</param>
/// <param name="ReportsBeside">Those reports, while the service watches the same sentinels.</param>
/// <param name="Within">The same while the service itself makes a report every second, into its journal and as a mail with pictures.</param>
/// <param name="ReportsWithin">How long those took, from their beginning until they were in the journal.</param>
internal sealed record ReportCostResult(
    ReportSample First,
    IReadOnlyList<ReportSample> Reports,
    IReadOnlyList<TimeSpan> Alone,
    IReadOnlyList<TimeSpan> Beside,
    IReadOnlyList<ReportSample> ReportsBeside,
    IReadOnlyList<TimeSpan> Within,
    IReadOnlyList<TimeSpan> ReportsWithin);
