using System.Globalization;
using System.Text.RegularExpressions;

namespace SentinelEvents.Lab;

/// <summary>Reads what a sentinel itself recorded: the account that owes nothing to any subscription.</summary>
public static partial class SentinelLog
{
    /// <summary>The switches in a log file, in their order.</summary>
    public static IReadOnlyList<LoggedSwitch> Switches(string logFile) =>
        [.. Lines(logFile).Select(TryParse).OfType<LoggedSwitch>()];

    /// <summary>Everything in a log file so far; nothing where there is none yet.</summary>
    public static IReadOnlyList<string> Lines(string logFile) => !File.Exists(logFile) ? [] : SharedFile.ReadLines(logFile);

    /// <summary>A line of the log as a switch, or null for any other line.</summary>
    public static LoggedSwitch? TryParse(string line)
    {
        var match = SwitchLine().Match(line);
        return match.Success
            ? new LoggedSwitch(
                DateTimeOffset.ParseExact(match.Groups["at"].Value, "dd MMM yyyy HH:mm:ss.fff", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                match.Groups["name"].Value,
                match.Groups["oldHost"].Value,
                int.Parse(match.Groups["oldPort"].Value, CultureInfo.InvariantCulture),
                match.Groups["newHost"].Value,
                int.Parse(match.Groups["newPort"].Value, CultureInfo.InvariantCulture))
            : null;
    }

    // A master's name may hold spaces: it is whatever stands before the last four words.
    [GeneratedRegex(@"^\d+:X (?<at>\d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2}\.\d{3}) [*#] \+switch-master (?<name>.+) (?<oldHost>\S*) (?<oldPort>\d+) (?<newHost>\S*) (?<newPort>\d+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex SwitchLine();
}
