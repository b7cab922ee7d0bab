using System.Globalization;
using System.Security;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Unit.Documentation;

/// <summary>A fact at the top of the README, drawn: what it is about, what is so, and where that can be read.</summary>
/// <param name="Name">Of its file.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Fact">What is so.</param>
/// <param name="Evidence">Where it leads, from the root of the repository.</param>
internal sealed record Badge(string Name, string Subject, string Fact, string Evidence)
{
    private const float Size = 11;

    private const float Margin = 6;

    public string File => $"badge-{Name}.svg";

    /// <summary>As it stands in the README. Who does not see the picture reads the same.</summary>
    public string Markdown => $"[![{Subject}: {Fact}](docs/images/{File})]({Evidence})";

    public string Draw()
    {
        // Whoever shows it may not have the font: the lengths keep the text within its box.
        var (subject, fact) = (PictureFont.Measure(Subject, Size), PictureFont.Measure(Fact, Size));
        var left = subject + (2 * Margin);
        var width = left + fact + (2 * Margin);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width:0}" height="20" viewBox="0 0 {width:0.0} 20" role="img" aria-label="{Plain(Subject)}: {Plain(Fact)}">
            <title>{Plain(Subject)}: {Plain(Fact)}</title>
            <clipPath id="box"><rect width="{width:0.0}" height="20" rx="3"/></clipPath>
            <g clip-path="url(#box)"><rect width="{width:0.0}" height="20" fill="#1f6f4a"/><rect width="{left:0.0}" height="20" fill="#4b5563"/></g>
            <g fill="#ffffff" font-family="DejaVu Sans,Verdana,sans-serif" font-size="{Size:0}">
            <text x="{Margin:0.0}" y="14" textLength="{subject:0.0}">{Plain(Subject)}</text>
            <text x="{left + Margin:0.0}" y="14" textLength="{fact:0.0}">{Plain(Fact)}</text>
            </g>
            </svg>
            """);
    }

    private static string Plain(string text) => SecurityElement.Escape(text);
}
