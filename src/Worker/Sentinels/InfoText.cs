namespace SentinelEvents.Worker.Sentinels;

/// <summary>The text that <c>INFO</c> answers: <c>name:value</c>, one on each line.</summary>
internal static class InfoText
{
    /// <summary>Adds what the text holds; lines of another form are left out.</summary>
    public static void AddTo(Dictionary<string, string> fields, string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                fields[line[..colon]] = line[(colon + 1)..];
            }
        }
    }

    /// <summary>One value; null where the text has none of that name.</summary>
    public static string? ValueOf(string text, string name)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.Length > name.Length && line[name.Length] == ':' && line.StartsWith(name, StringComparison.Ordinal))
            {
                return line[(name.Length + 1)..].Trim().ToString();
            }
        }

        return null;
    }
}
