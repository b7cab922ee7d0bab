using System.Buffers;
using System.Globalization;
using System.Text;

namespace SentinelEvents.Worker.Events;

/// <summary>Makes foreign bytes fit for logs and records: bounded, and with nothing in them that moves a cursor or hides text.</summary>
internal static class VisibleText
{
    /// <summary>The text, at most <paramref name="limit"/> characters of it; bytes that are not UTF-8 show as U+FFFD.</summary>
    public static string From(ReadOnlySpan<byte> bytes, int limit)
    {
        var text = new StringBuilder(Math.Min(limit, bytes.Length));
        while (!bytes.IsEmpty)
        {
            _ = Rune.DecodeFromUtf8(bytes, out var rune, out var taken) is OperationStatus.Done;
            bytes = bytes[taken..];
            var shown = IsHidden(rune) ? string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}") : rune.ToString();
            if (text.Length + shown.Length > limit)
            {
                break;
            }

            text.Append(shown);
        }

        return text.ToString();
    }

    /// <summary>A text from outside, as a log, a terminal or a mail may show it.</summary>
    public static string Of(string text) => text.EnumerateRunes().Any(IsHidden) ? From(Encoding.UTF8.GetBytes(text), int.MaxValue) : text;

    /// <summary>The text with a question mark for everything that moves a cursor or hides text.</summary>
    public static string Masked(string text) => text.EnumerateRunes().Any(IsHidden)
        ? string.Concat(text.EnumerateRunes().Select(rune => IsHidden(rune) ? "?" : rune.ToString()))
        : text;

    private static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
