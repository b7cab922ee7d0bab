using System.Globalization;
using System.Text.RegularExpressions;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>An event that the worker logged as agreed.</summary>
/// <param name="At">When it was committed.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Epoch">The epoch it belongs to.</param>
/// <param name="Agreement">Who agreed, as the log says it: <c>2 of 2 needed (Majority)</c>.</param>
/// <param name="EventId">Its id.</param>
public sealed partial record LoggedEvent(DateTimeOffset At, EventKind Kind, Severity Severity, long Epoch, string Agreement, Guid EventId)
{
    private const int Number = 2001;

    public static LoggedEvent? TryRead(WorkerLogLine line)
    {
        if (line.Number != Number)
        {
            return null;
        }

        var match = Message().Match(line.Message);
        return match.Success
            ? new LoggedEvent(
                line.At,
                Enum.Parse<EventKind>(match.Groups["kind"].Value),
                Enum.Parse<Severity>(match.Groups["severity"].Value),
                long.Parse(match.Groups["epoch"].Value, CultureInfo.InvariantCulture),
                match.Groups["agreement"].Value,
                Guid.Parse(match.Groups["id"].Value))
            : throw new LabException($"The worker's log names an event in a way that is not known here: {line.Message}");
    }

    [GeneratedRegex(@"^(?<kind>\w+) .*: (?<severity>\w+), epoch (?<epoch>\d+), agreed by (?<agreement>.+ needed \(\w+\)), .*, event (?<id>\S+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Message();
}
