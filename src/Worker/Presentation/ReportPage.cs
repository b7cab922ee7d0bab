using System.Text.Encodings.Web;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>A report as one HTML document, for mail programs and as a file.</summary>
internal static class ReportPage
{
    public static string Html(HealthReported report, IReadOnlyList<ReportPicture> pictures, PictureLinks links) =>
        $"<!DOCTYPE html><html lang=\"en\"><body><pre>{HtmlEncoder.Default.Encode(ReportText.Of(report))}</pre></body></html>";
}
