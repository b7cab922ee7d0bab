using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>The pictures of a report.</summary>
internal static class ReportPictures
{
    public static IReadOnlyList<ReportPicture> Of(HealthReported report) => report.Masters.Count == 0 ? [] : [];
}
