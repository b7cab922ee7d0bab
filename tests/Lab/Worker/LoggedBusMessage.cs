using System.Text.RegularExpressions;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>A message that arrived at the consumer on the worker's in-memory bus.</summary>
/// <param name="At">When it arrived.</param>
/// <param name="Kind">What it says happened.</param>
/// <param name="EventId">The message's id.</param>
/// <param name="Text">The line as the worker logged it.</param>
public sealed partial record LoggedBusMessage(DateTimeOffset At, EventKind Kind, Guid EventId, string Text)
{
    private const int Number = 4101;

    public static LoggedBusMessage? TryRead(WorkerLogLine line)
    {
        if (line.Number != Number)
        {
            return null;
        }

        var match = Message().Match(line.Message);
        return match.Success
            ? new LoggedBusMessage(line.At, Enum.Parse<EventKind>(match.Groups["kind"].Value), Guid.Parse(match.Groups["id"].Value), line.Message)
            : throw new LabException($"The worker's log names a bus message in a way that is not known here: {line.Message}");
    }

    [GeneratedRegex(@"^Bus received (?<kind>\w+) .*, event (?<id>\S+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Message();
}
