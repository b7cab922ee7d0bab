using System.Globalization;
using System.Text;
using SentinelEvents.Worker.Sentinels;
using StackExchange.Redis;

namespace SentinelEvents.Fuzz.Inputs;

/// <summary>
/// A server's answers as text, so that they can be damaged line by line: <c>@COMMAND</c>, and below it each answer to it in turn, the last of them for ever.
/// <c>*N</c> is a list of the N values that follow, <c>$</c> a text (in which 0x1F is a line break), <c>+</c> a simple text, <c>:</c> a number, <c>-</c> an error,
/// <c>_</c> null, <c>!</c> no answer at all.
/// </summary>
internal sealed class ReplyScript : ISentinelCommands
{
    private const int Deepest = 8;

    private readonly Dictionary<string, (List<SentinelReply> Replies, int Next)> answers = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<byte[]> lines = [];
    private int place;

    public ReplyScript(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            lines.Add((end < 0 ? text : text[..end]).ToArray());
            text = end < 0 ? default : text[(end + 1)..];
        }

        var command = "";
        while (place < lines.Count)
        {
            if (lines[place] is [(byte)'@', .. var name])
            {
                command = Encoding.UTF8.GetString(name);
                place++;
                continue;
            }

            if (!answers.TryGetValue(command, out var known))
            {
                answers[command] = known = ([], 0);
            }

            known.Replies.Add(Reply());
        }
    }

    public Task<SentinelReply> ExecuteAsync(SentinelCommand command, CancellationToken cancellation)
    {
        var asked = command switch
        {
            { Name: "SENTINEL" } => command.Subcommand!,
            { Subcommand: { } word } => $"{command.Name} {word}",
            { Argument: { } only } => $"{command.Name} {only}",
            _ => command.Name,
        };
        if (!answers.TryGetValue(asked, out var known) || known.Replies.Count == 0)
        {
            return Task.FromResult(SentinelReply.Refused("ERR unknown command"));
        }

        answers[asked] = known with { Next = known.Next + 1 };
        return Task.FromResult(known.Replies[Math.Min(known.Next, known.Replies.Count - 1)]);
    }

    /// <summary>An instance's fields, as a list of texts.</summary>
    public static string Fields(string text)
    {
        var words = text.Split(' ');
        return string.Create(CultureInfo.InvariantCulture, $"*{words.Length}\n") + string.Concat(words.Select(word => $"${word}\n"));
    }

    private SentinelReply Reply() => lines[place] switch
    {
        [(byte)'-', .. var error] => Taken(SentinelReply.Refused(Encoding.UTF8.GetString(error))),
        [(byte)'!', ..] => Taken(SentinelReply.Failed(SentinelProblem.Unreachable("no answer"))),
        _ => SentinelReply.Of(Value(0)),
    };

    private T Taken<T>(T value)
    {
        place++;
        return value;
    }

    private RedisResult Value(int depth)
    {
        if (place >= lines.Count)
        {
            return RedisResult.Create(RedisValue.Null);
        }

        var line = lines[place++];
        if (line is not [var kind, .. var rest])
        {
            return RedisResult.Create(RedisValue.EmptyString);
        }

        switch (kind)
        {
            case (byte)'*':
                // A client hands over as many as came: what is announced and missing never becomes a reply.
                var count = int.TryParse(rest, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
                return count < 0 || depth == Deepest
                    ? RedisResult.Create((RedisResult[])null!)
                    : RedisResult.Create([.. Enumerable.Range(0, Math.Min(count, lines.Count - place)).Select(_ => Value(depth + 1))]);
            case (byte)':':
                return RedisResult.Create(long.TryParse(rest, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? integer : 0, ResultType.Integer);
            case (byte)'-':
                return RedisResult.Create((RedisValue)rest, ResultType.Error);
            case (byte)'_':
                return RedisResult.Create(RedisValue.Null);
            case (byte)'+':
                return RedisResult.Create((RedisValue)rest, ResultType.SimpleString);
            default:
                return RedisResult.Create((RedisValue)Array.ConvertAll(rest, one => one == 0x1F ? (byte)'\n' : one), ResultType.BulkString);
        }
    }
}
