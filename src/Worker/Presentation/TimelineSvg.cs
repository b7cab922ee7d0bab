namespace SentinelEvents.Worker.Presentation;

/// <summary>An <see cref="IncidentTimeline"/> as part of a page; what it shows is told beside it in words.</summary>
internal static class TimelineSvg
{
    /// <summary>Names the text beside it, which a screen reader reads in its place.</summary>
    public static Trusted Of(IncidentTimeline timeline)
    {
        var svg = new HtmlText();
        var (width, height) = (ReportWords.Number(TimelineDrawing.Width), ReportWords.Number(TimelineDrawing.Height(timeline)));
        svg.Add($"""<svg class="drawing" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-hidden="true" focusable="false">""");
        TimelineDrawing.Draw(timeline, new SvgTimelineCanvas(svg));
        return svg.Add($"</svg>").Trust();
    }
}
