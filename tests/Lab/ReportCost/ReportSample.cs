namespace SentinelEvents.Lab;

/// <summary>One report, timed.</summary>
/// <param name="Inspection">Reading all sentinels.</param>
/// <param name="Assessment">From what was read to verdicts and the findings of all rules.</param>
/// <param name="Writing">From those to a page with its pictures.</param>
internal sealed record ReportSample(TimeSpan Inspection, TimeSpan Assessment, TimeSpan Writing)
{
    internal TimeSpan Whole => Inspection + Assessment + Writing;
}
