extern alias Plotting;

using System.Text;
using Plotting::ScottPlot;
using SkiaSharp;

namespace SentinelEvents.Worker.Presentation;

/// <summary>
/// The font of all pictures. It comes with the program: a fresh server has none, and pictures of one report must not differ from machine to machine.
/// </summary>
internal sealed class PictureFont : IFontResolver
{
    public const string Name = "DejaVu Sans";

    private PictureFont()
    {
    }

    public static SKTypeface Regular { get; } = Load("DejaVuSans");

    public static SKTypeface Bold { get; } = Load("DejaVuSans-Bold");

    private static bool Registered { get; } = Register();

    /// <summary>Makes the font known to plots; any number of times.</summary>
    public static bool Use() => Registered;

    /// <summary>The text with a question mark for each character that the font has no shape for, rather than an empty box.</summary>
    public static string Drawable(string text)
    {
        var drawable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            drawable.Append(Regular.GetGlyph(rune.Value) == 0 ? "?" : rune.ToString());
        }

        return drawable.ToString();
    }

    /// <summary>The drawable text, cut where it would leave its room.</summary>
    public static string Fit(string text, float size, float room, bool bold = false)
    {
        using var font = Of(size, bold);
        var drawable = Drawable(text);
        if (font.MeasureText(drawable) <= room)
        {
            return drawable;
        }

        var fits = (int)font.BreakText(drawable, room - font.MeasureText("…"));
        return drawable[..fits].TrimEnd() + "…";
    }

    public static float Measure(string text, float size, bool bold = false)
    {
        using var font = Of(size, bold);
        return font.MeasureText(Drawable(text));
    }

    public static SKFont Of(float size, bool bold) => new(bold ? Bold : Regular, size) { Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None, Subpixel = true };

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        weight >= FontWeight.SemiBold ? Load("DejaVuSans-Bold") : Load("DejaVuSans");

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => Load(bold ? "DejaVuSans-Bold" : "DejaVuSans");

    private static bool Register()
    {
        Fonts.FontResolvers.Insert(0, new PictureFont());
        Fonts.Default = Name;
        return true;
    }

    private static SKTypeface Load(string file)
    {
        using var stream = typeof(PictureFont).Assembly.GetManifestResourceStream($"SentinelEvents.Worker.Presentation.Fonts.{file}.ttf")!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
