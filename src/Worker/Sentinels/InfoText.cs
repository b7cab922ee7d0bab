namespace SentinelEvents.Worker.Sentinels;

/// <summary>The text that <c>INFO</c> answers: <c>name:value</c>, one on each line.</summary>
internal static class InfoText
{
    /// <summary>Adds what the text holds; lines of another form are left out.</summary>
    public static void AddTo(Dictionary<string, string> fields, string text)
    {
        foreach (var line in text.AsSpan().Split('\n'))
        {
            if (TryRead(text.AsSpan(line), out var name, out var value))
            {
                fields[name.ToString()] = value.ToString();
            }
        }
    }

    /// <summary>One value; null where the text has none of that name.</summary>
    public static string? ValueOf(string text, string name)
    {
        foreach (var line in text.AsSpan().Split('\n'))
        {
            if (TryRead(text.AsSpan(line), out var known, out var value) && known.SequenceEqual(name))
            {
                return value.ToString();
            }
        }

        return null;
    }

    /// <summary>One line; false where it has another form.</summary>
    public static bool TryRead(ReadOnlySpan<char> line, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        line = line.Trim();
        var colon = line.IndexOf(':');
        name = colon > 0 ? line[..colon] : default;
        value = colon > 0 ? line[(colon + 1)..] : default;
        return colon > 0;
    }
}
