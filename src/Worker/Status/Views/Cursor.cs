using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>Where a list goes on. To its holder it is a text without meaning.</summary>
/// <param name="List">Which list, and in which order: another list's cursor is of no use.</param>
/// <param name="First">The last entry's place.</param>
/// <param name="Second">Its place among those of the same first.</param>
internal sealed record Cursor(string List, long First, long Second = 0)
{
    private const int Longest = 100;

    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{List}.{First}.{Second}")));

    /// <returns>Null where the text is no cursor.</returns>
    public static Cursor? Read(string text)
    {
        if (text.Length > Longest || !Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
        return parts is [var list, var first, var second]
            && long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            && long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var within)
            ? new Cursor(list, place, within)
            : null;
    }
}
