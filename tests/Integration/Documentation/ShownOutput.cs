using System.Text.RegularExpressions;

namespace SentinelEvents.Integration.Documentation;

/// <summary>What a page shows under a command, held against what the command writes. Numbers, times, ids and blanks may differ; … stands for what is left out.</summary>
internal static partial class ShownOutput
{
    /// <summary>The lines that are shown and not written, in their order; lines between may be left out.</summary>
    public static IReadOnlyList<string> Missing(string shown, string written)
    {
        var lines = written.Split('\n').Select(Plain).ToList();
        List<string> missing = [];
        var next = 0;
        foreach (var line in shown.Split('\n').Where(line => line.Trim().Length > 0))
        {
            var pattern = new Regex($"^{string.Join(".*", Plain(line).Split('…').Select(Regex.Escape))}$");
            var found = lines.FindIndex(next, pattern.IsMatch);
            if (found < 0)
            {
                missing.Add(line);
            }
            else
            {
                next = found + 1;
            }
        }

        return missing;
    }

    private static string Plain(string line) =>
        Blank().Replace(Number().Replace(Length().Replace(Id().Replace(line, "ID"), "LONG"), "0"), " ").Trim();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\d+(\.\d+)? (ms|s|min|h)\b")]
    private static partial Regex Length();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
