using SkiaSharp;

namespace SentinelEvents.Worker.Presentation;

/// <summary>The colours of a timeline, by day and by night. None carries a meaning alone: marks differ in shape, too.</summary>
internal sealed record TimelineColours
{
    public static TimelineColours Light { get; } = new()
    {
        Ground = SKColors.White,
        Ink = SKColor.Parse("#14181b"),
        Plain = SKColor.Parse("#3a4249"),
        Line = SKColor.Parse("#c5ccd3"),
        Band = SKColor.Parse("#f3f5f7"),
        OnColour = SKColors.White,
        Red = SKColor.Parse("#c01c28"),
        Amber = SKColor.Parse("#9a5b00"),
        Green = SKColor.Parse("#1f6f3f"),
        Blue = SKColor.Parse("#1f5fa8"),
        Grey = SKColor.Parse("#56606a"),
    };

    public static TimelineColours Dark { get; } = new()
    {
        Ground = SKColor.Parse("#1f2428"),
        Ink = SKColor.Parse("#f2f4f5"),
        Plain = SKColor.Parse("#d3d8dc"),
        Line = SKColor.Parse("#4a535b"),
        Band = SKColor.Parse("#2a3036"),
        OnColour = SKColor.Parse("#14181b"),
        Red = SKColor.Parse("#ff8585"),
        Amber = SKColor.Parse("#f0b45a"),
        Green = SKColor.Parse("#6fcf97"),
        Blue = SKColor.Parse("#7db4ff"),
        Grey = SKColor.Parse("#9aa4ad"),
    };

    public required SKColor Ground { get; init; }

    public required SKColor Ink { get; init; }

    public required SKColor Plain { get; init; }

    public required SKColor Line { get; init; }

    public required SKColor Band { get; init; }

    /// <summary>Text on any of the colours below: a contrast of at least 4.5 to 1.</summary>
    public required SKColor OnColour { get; init; }

    public required SKColor Red { get; init; }

    public required SKColor Amber { get; init; }

    public required SKColor Green { get; init; }

    public required SKColor Blue { get; init; }

    public required SKColor Grey { get; init; }

    public SKColor Of(TimelineInk ink) => ink switch
    {
        TimelineInk.Ground => Ground,
        TimelineInk.Ink => Ink,
        TimelineInk.Plain => Plain,
        TimelineInk.Line => Line,
        TimelineInk.Band => Band,
        TimelineInk.OnColour => OnColour,
        TimelineInk.Red => Red,
        TimelineInk.Amber => Amber,
        TimelineInk.Green => Green,
        TimelineInk.Blue => Blue,
        _ => Grey,
    };
}
