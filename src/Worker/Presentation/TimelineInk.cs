namespace SentinelEvents.Worker.Presentation;

/// <summary>What a colour of a timeline is for; <see cref="TimelineColours"/> and the page's style sheet say which it is by day and by night.</summary>
internal enum TimelineInk
{
    Ground,
    Ink,
    Plain,
    Line,
    Band,

    /// <summary>Text on any of the colours below.</summary>
    OnColour,
    Red,
    Amber,
    Green,
    Blue,
    Grey,
}
