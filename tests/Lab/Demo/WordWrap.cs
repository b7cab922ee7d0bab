namespace SentinelEvents.Lab;

/// <summary>Breaks text into lines of a width, at spaces, and within long words after a hyphen.</summary>
internal static class WordWrap
{
    internal static IReadOnlyList<string> Lines(string text, int width)
    {
        List<string> lines = [];
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var joined = line.Length == 0 ? word : $"{line} {word}";
            if (joined.Length <= width)
            {
                line = joined;
                continue;
            }

            if (line.Length > 0)
            {
                lines.Add(line);
            }

            line = word;
            while (line.Length > width)
            {
                var hyphen = line.LastIndexOf('-', width - 1);
                var cut = hyphen > 0 ? hyphen + 1 : width;
                lines.Add(line[..cut]);
                line = line[cut..];
            }
        }

        return line.Length == 0 ? lines : [.. lines, line];
    }
}
