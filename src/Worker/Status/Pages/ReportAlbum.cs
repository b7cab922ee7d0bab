using SentinelEvents.Contracts;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>The pictures of the reports that were looked at last: to draw them takes long, a page asks for each of them by itself, and watching comes first.</summary>
internal sealed class ReportAlbum
{
    /// <summary>Reports; the pictures of one are some hundred kilobytes.</summary>
    public const int Most = 4;

    private readonly Lock gate = new();

    // The one that was asked for last comes last.
    private readonly List<(Guid Report, Lazy<IReadOnlyList<ReportPicture>> Pictures)> kept = [];

    /// <summary>The pictures of a report, drawn once whoever asks for them meanwhile.</summary>
    public IReadOnlyList<ReportPicture> Of(HealthReported report)
    {
        (Guid Report, Lazy<IReadOnlyList<ReportPicture>> Pictures) found;
        lock (gate)
        {
            var place = kept.FindIndex(one => one.Report == report.EventId);
            found = place >= 0 ? kept[place] : (report.EventId, new(() => ReportPictures.Of(report)));
            if (place >= 0 || kept.Count == Most)
            {
                kept.RemoveAt(Math.Max(place, 0));
            }

            kept.Add(found);
        }

        return found.Pictures.Value;
    }
}
