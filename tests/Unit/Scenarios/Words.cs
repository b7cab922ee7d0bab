using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Unit.Scenarios;

/// <summary>The small words of scenario lines: <c>key value</c> pairs and addresses.</summary>
internal static class Words
{
    public static Dictionary<string, string> Of(string[] words)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index + 1 < words.Length; index += 2)
        {
            pairs[words[index]] = words[index + 1];
        }

        return words.Length % 2 == 0 ? pairs : throw new FormatException($"'{string.Join(' ', words)}' is not made of pairs.");
    }

    public static HostAddress Address(string text)
    {
        var colon = text.LastIndexOf(':');
        return new HostAddress(text[..colon].Trim('[', ']'), int.Parse(text[(colon + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary><c>NAME@HOST:PORT/COMMAND</c>.</summary>
    public static ConnectedClient Client(string text)
    {
        var (at, slash) = (text.IndexOf('@', StringComparison.Ordinal), text.LastIndexOf('/'));
        return new(Address(text[(at + 1)..slash]), text[..at], "", TimeSpan.FromHours(1), TimeSpan.Zero, text[(slash + 1)..], Subscribed: false);
    }

    public static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text.TrimEnd('s'), CultureInfo.InvariantCulture));
}
