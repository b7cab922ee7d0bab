namespace SentinelEvents.Worker.Simulation;

/// <summary>Reads a scenario or a recording, whichever a file holds.</summary>
internal static class StoryFile
{
    private const long LongestInBytes = 256 * 1024 * 1024;

    /// <exception cref="UnreadableStoryException">A line cannot be understood.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a directory.</exception>
    public static Story Read(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > LongestInBytes })
        {
            throw new IOException($"The file is longer than {LongestInBytes / (1024 * 1024)} MiB.");
        }

        return Of(File.ReadAllLines(path));
    }

    /// <summary>A recording is made of JSON, and nothing in a scenario is.</summary>
    /// <exception cref="UnreadableStoryException">A line cannot be understood.</exception>
    public static Story Of(IReadOnlyList<string> lines) =>
        lines.Count > 0 && lines[0].StartsWith('{') ? new RecordingStory(RecordingFile.Parse(lines)) : new ScenarioStory(lines);
}
