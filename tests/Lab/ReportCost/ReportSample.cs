namespace SentinelEvents.Lab;

/// <summary>One report, timed.</summary>
/// <param name="Inspection">Reading all sentinels.</param>
/// <param name="Assessment">From what was read to verdicts and findings.</param>
internal sealed record ReportSample(TimeSpan Inspection, TimeSpan Assessment)
{
    internal TimeSpan Whole => Inspection + Assessment;
}
