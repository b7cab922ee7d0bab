using SentinelEvents.Contracts;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>One report: what mail and page share of it, and the files that its pictures are in.</summary>
internal sealed record ReportModel : PageContent
{
    public required HealthReported Report { get; init; }

    public required ReportDigest Digest { get; init; }

    public required IReadOnlyList<ReportPicture> Pictures { get; init; }

    public static ReportModel Of(HealthReported report, IReadOnlyList<ReportPicture> pictures) =>
        new() { Report = report, Digest = ReportDigest.Of(report), Pictures = pictures };
}
