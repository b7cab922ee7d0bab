using System.Globalization;
using System.Text.RegularExpressions;

namespace SentinelEvents.Lab;

/// <summary>A line of the worker's log, taken apart.</summary>
/// <param name="At">When it was written, to the millisecond.</param>
/// <param name="Number">The stable id of the message.</param>
/// <param name="Message">Its text.</param>
public sealed partial record WorkerLogLine(DateTimeOffset At, int Number, string Message)
{
    /// <summary>Null for a line that is no log message, such as the lines of a stack trace.</summary>
    public static WorkerLogLine? TryParse(string line)
    {
        var match = Line().Match(line);
        return match.Success
            && DateTimeOffset.TryParse(match.Groups["at"].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            && int.TryParse(match.Groups["number"].Value, CultureInfo.InvariantCulture, out var number)
            ? new WorkerLogLine(at, number, match.Groups["message"].Value)
            : null;
    }

    [GeneratedRegex(@"^(?<at>\d{4}-\S+Z) \w+: [\w.]+\[(?<number>\d+)\] (?<message>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
