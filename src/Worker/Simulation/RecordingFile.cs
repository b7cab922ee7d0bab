using System.Text.Json;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Simulation;

/// <summary>A recording as a file: JSON lines, the header first. Observations are written as the journal writes them.</summary>
public sealed record RecordingFile(RecordingHeader Header, IReadOnlyList<RecordingLine> Lines)
{
    public const string Extension = ".recording.jsonl";

    /// <exception cref="UnreadableStoryException">A line is none of a recording's.</exception>
    public static RecordingFile Read(string path) => Parse(File.ReadAllLines(path));

    /// <exception cref="UnreadableStoryException">A line is none of a recording's.</exception>
    public static RecordingFile Parse(IReadOnlyList<string> lines)
    {
        var header = Parse<RecordingHeader>(lines.Count > 0 ? lines[0] : "", 1);
        if (header is not { Policy: not null, Sentinels: not null })
        {
            throw new UnreadableStoryException(1, "is no header of a recording: it has no policy or no sentinels.");
        }

        List<RecordingLine> read = new(lines.Count);
        foreach (var (index, text) in lines.Index().Skip(1))
        {
            var line = Parse<RecordingLine>(text, index + 1);
            if (line.T < (read.Count > 0 ? read[^1].T : 0) || line.T > (decimal)ScenarioWords.Longest.TotalSeconds)
            {
                throw new UnreadableStoryException(index + 1, $"t is {line.T}: time goes back, or on for more than {ScenarioWords.Longest.TotalDays:0} days.");
            }

            read.Add(line);
        }

        return new RecordingFile(header, read);
    }

    public void Write(string path) => File.WriteAllText(
        path, Text(Header) + string.Concat(Lines.Select(Text)));

    private static T Parse<T>(string text, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, JournalJson.Options) ?? throw new JsonException("It is null.");
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            throw new UnreadableStoryException(number, $"is no line of a recording: {unreadable.Message}");
        }
    }

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, JournalJson.Options) + "\n";
}
