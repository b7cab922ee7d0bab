using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Simulation;

/// <summary>The small words of scenario lines: <c>key value</c> pairs and addresses.</summary>
internal static class ScenarioWords
{
    /// <summary>No story goes on for longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

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
        return colon >= 0 && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new HostAddress(text[..colon].Trim('[', ']'), port)
            : throw new FormatException($"'{text}' is no HOST:PORT.");
    }

    /// <summary><c>NAME@HOST:PORT/COMMAND</c>.</summary>
    public static ConnectedClient Client(string text)
    {
        var (at, slash) = (text.IndexOf('@', StringComparison.Ordinal), text.LastIndexOf('/'));
        return at >= 0 && slash > at
            ? new(Address(text[(at + 1)..slash]), text[..at], "", TimeSpan.FromHours(1), TimeSpan.Zero, text[(slash + 1)..], Subscribed: false)
            : throw new FormatException($"'{text}' is no client: write NAME@HOST:PORT/COMMAND.");
    }

    public static TimeSpan Seconds(string text) =>
        decimal.TryParse(text.TrimEnd('s'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= (decimal)Longest.TotalSeconds
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : throw new FormatException($"'{text}' is no number of seconds up to {Longest.TotalSeconds:0}.");

    public static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"'{text}' is no number.");

    /// <summary>The value of an enumeration that has this name.</summary>
    public static T Choice<T>(string text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var choice) && Enum.IsDefined(choice)
            ? choice
            : throw new FormatException($"'{text}' is none of: {string.Join(", ", Enum.GetNames<T>())}.");

    /// <summary>The word at a place.</summary>
    /// <exception cref="FormatException">The line ends before it.</exception>
    public static string At(string[] words, int place, string what) => place < words.Length ? words[place] : throw new FormatException($"{what} is missing.");
}
