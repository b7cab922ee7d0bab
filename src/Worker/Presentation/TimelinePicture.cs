using SkiaSharp;

namespace SentinelEvents.Worker.Presentation;

/// <summary>An <see cref="IncidentTimeline"/> as a picture; of the same one always the same bytes.</summary>
internal static class TimelinePicture
{
    private const int Fineness = 2;

    /// <summary>As a page shows it; on a phone it is only a little smaller, and can still be read.</summary>
    public const int Width = TimelineDrawing.Width;

    public static ReportPicture Light(IncidentTimeline timeline) =>
        new("timeline@sentinel-events", "timeline.png", Alt(timeline), Draw(timeline, TimelineColours.Light));

    public static ReportPicture Dark(IncidentTimeline timeline) =>
        new("timeline-dark@sentinel-events", "timeline-dark.png", Alt(timeline), Draw(timeline, TimelineColours.Dark));

    private static string Alt(IncidentTimeline timeline) => $"Timeline of {timeline.Title}. {string.Join("; ", timeline.Describe())}";

    private static byte[] Draw(IncidentTimeline timeline, TimelineColours colours)
    {
        var height = TimelineDrawing.Height(timeline);
        using var surface = SKSurface.Create(new SKImageInfo(Width * Fineness, height * Fineness, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var canvas = surface.Canvas;
        canvas.Scale(Fineness);
        canvas.Clear(colours.Ground);
        TimelineDrawing.Draw(timeline, new PngTimelineCanvas(canvas, colours));
        using var image = surface.Snapshot();
        using var pixels = image.PeekPixels();
        using var data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, 9));
        return data!.ToArray();
    }
}
