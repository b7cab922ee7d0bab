using System.Text;
using SentinelEvents.Fuzz.Inputs;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Simulation;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>Recordings for <c>simulate</c>: a header and some lines of a real one, damaged.</summary>
internal sealed class RecordingTarget : FuzzTarget
{
    /// <summary>Longer ones are read and not played: a week is legal, and has millions of ticks.</summary>
    private const int LongestPlayed = 600;

    private static readonly string[][] Recordings = [.. Corpus.Files("recordings").Select(text => text.TrimEnd().Split('\n'))];

    private static readonly string[] Keys = ["t", "observation", "type", "sentinel", "snapshot", "masters", "message", "form", "at", "name", "policy", "address"];

    public override string Name => "recordings";

    public override string Reads => "recordings that somebody gives to simulate, and observations of a journal";

    public override IReadOnlyList<Type> Parsers => [typeof(RecordingFile), typeof(StoryFile), typeof(JournalJson)];

    public override int Weight => 6;

    public override TimeSpan Patience => TimeSpan.FromMilliseconds(500);

    public override long Room(int length) => (256L * 1024 * 1024) + (4096L * length);

    public override byte[] Make(Random chance)
    {
        var recording = chance.Pick(Recordings);
        var from = 1 + chance.Next(recording.Length - 1);
        var lines = recording[from..Math.Min(recording.Length, from + chance.Small(12))].Prepend(recording[0]).Select(Encoding.UTF8.GetBytes).ToList();
        for (var times = 1 + chance.Small(3); times > 0; times--)
        {
            var at = chance.Next(lines.Count);
            lines[at] = chance.Next(4) switch
            {
                0 => Damage.Of(chance, lines[at], Keys, lines),
                1 => JsonDamage.Values(chance, Encoding.UTF8.GetString(recording[at == 0 ? 0 : Math.Min(from + at - 1, recording.Length - 1)].Select(c => (byte)c).ToArray())),
                _ => JsonDamage.Of(chance, recording[at == 0 ? 0 : Math.Min(from + at - 1, recording.Length - 1)], Keys),
            };
        }

        return [.. lines.SelectMany((line, index) => index == 0 ? line : line.Prepend((byte)'\n'))];
    }

    public override string Try(byte[] input)
    {
        try
        {
            var lines = Corpus.Lines(input);
            if (lines[0].StartsWith('{') && RecordingFile.Parse(lines) is { Lines: [.., { T: > LongestPlayed }] })
            {
                return "too long to be played here";
            }

            var story = StoryFile.Of(lines);
            story.Play((_, _) => { });
            return Accepted;
        }
        catch (UnreadableStoryException unreadable)
        {
            Promise.Hold(unreadable.Message.StartsWith("line ", StringComparison.Ordinal), "a story that cannot be read names the line", () => unreadable.Message);
            return "unreadable";
        }
    }
}
