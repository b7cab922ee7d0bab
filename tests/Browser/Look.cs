using Microsoft.Playwright;

namespace SentinelEvents.Browser;

/// <summary>A screen, and the colours that its owner prefers.</summary>
public sealed record Look(string Name, int Width, int Height, ColorScheme Colours)
{
    public static Look Wide { get; } = new("wide, light", 1280, 900, ColorScheme.Light);

    public static Look WideDark { get; } = new("wide, dark", 1280, 900, ColorScheme.Dark);

    public static Look Phone { get; } = new("phone, light", 360, 740, ColorScheme.Light);

    public static Look PhoneDark { get; } = new("phone, dark", 360, 740, ColorScheme.Dark);

    public static IReadOnlyList<Look> All { get; } = [Wide, WideDark, Phone, PhoneDark];

    public override string ToString() => Name;
}
