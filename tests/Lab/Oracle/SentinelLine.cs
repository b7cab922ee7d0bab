using System.Globalization;
using System.Text.RegularExpressions;

namespace SentinelEvents.Lab;

/// <summary>An event as a sentinel wrote it into its own log.</summary>
/// <param name="At">When, by the machine's clock, to the millisecond.</param>
/// <param name="Event">Type with its sign, such as <c>+sdown</c>; <see cref="Started"/> for the start of the process.</param>
/// <param name="Text">What stands behind it; for a start the sentinel's id.</param>
internal sealed partial record SentinelLine(DateTimeOffset At, string Event, string Text)
{
    public const string Started = "start";

    /// <summary>Null for a line that is no event.</summary>
    public static SentinelLine? TryParse(string line)
    {
        var match = Line().Match(line);
        if (!match.Success)
        {
            return null;
        }

        var at = DateTimeOffset.ParseExact(match.Groups["at"].Value, "dd MMM yyyy HH:mm:ss.fff", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return match.Groups["id"] is { Success: true } id
            ? new SentinelLine(at, Started, id.Value)
            : new SentinelLine(at, match.Groups["event"].Value, match.Groups["text"].Value);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At:HH:mm:ss.fff} {Event} {Text}");

    [GeneratedRegex(@"^\d+:X (?<at>\d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2}\.\d{3}) [*#.-] (?:Sentinel ID is (?<id>[0-9a-f]{40})|(?<event>[+-][a-z-]+)(?: (?<text>.*))?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
