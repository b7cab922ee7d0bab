using System.Text.Json;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Lab;

/// <summary>A recording as a file: JSON lines, the header first. Observations are written as the journal writes them.</summary>
public sealed record RecordingFile(RecordingHeader Header, IReadOnlyList<RecordingLine> Lines)
{
    public const string Extension = ".recording.jsonl";

    public static RecordingFile Read(string path)
    {
        var lines = File.ReadAllLines(path);
        return new RecordingFile(Parse<RecordingHeader>(lines[0]), [.. lines.Skip(1).Select(Parse<RecordingLine>)]);
    }

    public void Write(string path) => File.WriteAllText(
        path, Text(Header) + string.Concat(Lines.Select(Text)));

    private static T Parse<T>(string line) => JsonSerializer.Deserialize<T>(line, JournalJson.Options) ?? throw new JsonException("A line of a recording is null.");

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, JournalJson.Options) + "\n";
}
