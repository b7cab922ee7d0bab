using System.Text;

namespace SentinelEvents.Worker.Journal.Postgres;

/// <summary>
/// Texts that others made, as PostgreSQL can keep them: NUL is written as SUB 0 and SUB itself as SUB 1. Half a surrogate pair, which is no
/// character, becomes U+FFFD.
/// </summary>
internal static class PostgresText
{
    private const char Escape = '\u001A';

    public static string ToColumn(string text)
    {
        var kept = text.AsSpan().ContainsAny('\0', Escape)
            ? text.Replace("\u001A", "\u001A1", StringComparison.Ordinal).Replace("\0", "\u001A0", StringComparison.Ordinal)
            : text;
        return kept.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Whole(kept) : kept;
    }

    public static string FromColumn(string text) => text.Contains(Escape, StringComparison.Ordinal)
        ? text.Replace("\u001A0", "\0", StringComparison.Ordinal).Replace("\u001A1", "\u001A", StringComparison.Ordinal)
        : text;

    private static string Whole(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune);
        }

        return whole.ToString();
    }
}
