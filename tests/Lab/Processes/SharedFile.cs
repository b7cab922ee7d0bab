namespace SentinelEvents.Lab;

/// <summary>Reads files that another process is writing.</summary>
internal static class SharedFile
{
    internal static IReadOnlyList<string> ReadLines(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        List<string> lines = [];
        while (reader.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>Replaces a file in one step, so that a reader sees the old or the new text and never half of it.</summary>
    internal static async Task ReplaceAsync(string path, string text)
    {
        var fresh = path + ".new";
        await File.WriteAllTextAsync(fresh, text).ConfigureAwait(false);
        File.Move(fresh, path, overwrite: true);
    }
}
