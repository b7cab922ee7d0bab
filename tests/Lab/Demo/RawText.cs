using System.Text.RegularExpressions;

namespace SentinelEvents.Lab;

/// <summary>A raw message in as few words as still say what it is: on loopback the ports tell the instances apart.</summary>
internal static partial class RawText
{
    internal static string Shorten(BareMessage message, string master)
    {
        var payload = message.Text;
        if (message.Channel == "+switch-master" && payload.Split(' ') is [_, _, var oldPort, _, var newPort])
        {
            return $"{message.Channel} :{oldPort} → :{newPort}";
        }

        payload = Context().Replace(payload, "");
        payload = Address().Replace(payload, " :$1");
        payload = RunId().Replace(payload, "$1…");
        payload = payload.Replace($"master {master} ", "", StringComparison.Ordinal);
        return $"{message.Channel} {(message.Channel.Contains("slave", StringComparison.Ordinal) ? payload.Replace("slave ", "", StringComparison.Ordinal) : payload)}";
    }

    // "@ mymaster 127.0.0.1 6379" says which master an instance belongs to; there is only one.
    [GeneratedRegex(" @ .*$")]
    private static partial Regex Context();

    // "slave 127.0.0.1:6379 127.0.0.1 6379": the name repeats the address.
    [GeneratedRegex(@"(?: (?:127\.0\.0\.1:\d+|[0-9a-f]{40}))? 127\.0\.0\.1 (\d+)")]
    private static partial Regex Address();

    [GeneratedRegex("([0-9a-f]{6})[0-9a-f]{34}")]
    private static partial Regex RunId();
}
