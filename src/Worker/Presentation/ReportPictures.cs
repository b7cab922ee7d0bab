using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>The pictures of a report; of the same report always the same bytes.</summary>
internal static class ReportPictures
{
    public static IReadOnlyList<ReportPicture> Of(HealthReported report) => [.. TrendPlots.Of(report), .. TopologyPicture.Of(report)];
}
