using System.Text;
using System.Text.RegularExpressions;

namespace SentinelEvents.Integration.Health;

/// <summary>The cure of a finding as a person carries it out: what it says is to be typed, where it says.</summary>
internal static partial class CureText
{
    /// <summary>Every command of a cure, with the ports of the instances that it is for, in the order of the text.</summary>
    /// <param name="cure">As the finding gives it.</param>
    /// <param name="passwords">Stands in for whatever the cure leaves to the person who knows it.</param>
    public static IReadOnlyList<(int Port, IReadOnlyList<string> Command)> Commands(string cure, string? passwords) =>
    [
        .. Instruction().Matches(cure).SelectMany(instruction =>
            from command in instruction.Groups["what"].Value.Split(", then ")
            let words = Words(LastChoice(Blank().Replace(command, match => passwords ?? match.Value)))
            where Command().IsMatch(words[0]) && !words.Any(word => Blank().IsMatch(word))
            from port in Port().Matches(instruction.Groups["where"].Value)
            select (int.Parse(port.Groups["port"].Value, System.Globalization.CultureInfo.InvariantCulture), words)),
    ];

    /// <summary>"ACL SAVE or CONFIG REWRITE": without a file of its own for users only the latter works.</summary>
    private static string LastChoice(string command) => command.Split(" or ")[^1];

    /// <summary>As <c>redis-cli</c> takes a line apart.</summary>
    private static List<string> Words(string line)
    {
        List<string> words = [];
        var word = new StringBuilder();
        var (quoted, begun) = (false, false);
        for (var i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '\\' && i + 1 < line.Length)
            {
                word.Append(line[++i]);
            }
            else if (line[i] == '"')
            {
                (quoted, begun) = (!quoted, true);
            }
            else if (line[i] == ' ' && !quoted)
            {
                if (begun)
                {
                    words.Add(word.ToString());
                }

                word.Clear();
                begun = false;
            }
            else
            {
                word.Append(line[i]);
                begun = true;
            }
        }

        words.Add(word.ToString());
        return words;
    }

    /// <summary><c>on 127.0.0.1:26379, 127.0.0.1:26380: COMMAND, then COMMAND</c>, up to where prose goes on.</summary>
    [GeneratedRegex(@"\bon (?<where>[0-9.]+:[0-9]+(, [0-9.]+:[0-9]+)*): (?<what>.+?)(?=; |\)| \(| where | must |, (one sentinel|and the same)|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Instruction();

    [GeneratedRegex(@":(?<port>[0-9]+)")]
    private static partial Regex Port();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\A(SENTINEL|CONFIG|ACL|REPLICAOF|CLIENT|PUBSUB|INFO)\z")]
    private static partial Regex Command();
}
