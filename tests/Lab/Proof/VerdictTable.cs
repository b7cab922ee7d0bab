using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>A verdict for people, and the same as Markdown.</summary>
internal static class VerdictTable
{
    /// <param name="verdict">What was found.</param>
    /// <param name="facts">Counts that belong in front, by name.</param>
    public static IReadOnlyList<string> Markdown(Verdict verdict, IEnumerable<(string Name, string Value)> facts)
    {
        List<string> lines =
        [
            .. Aligned(
            [
                ["run", ""],
                .. facts.Select(fact => (string[])[fact.Name, fact.Value]),
                ["switches that a majority of the sentinels made", Text(verdict.Switches)],
                ["of them not owed (no worker had the chance to see them)", Text(verdict.Unseen.Count)],
                ["times a master was agreed to be down", Text(verdict.AgreedDowns)],
                ["failover attempts given up", Text(verdict.Aborts)],
            ]),
            "",
            .. Aligned([["receiver", "events", "switches", "lost", "duplicated", "out of order", "untrue", "repeated", "longest delay", "undisturbed"], .. Rows(verdict)]),
        ];
        if (verdict.Findings.Count > 0)
        {
            lines.Add("");
            lines.AddRange(verdict.Findings.Select(finding => $"- {finding}"));
        }

        if (verdict.Unseen.Count > 0)
        {
            lines.Add("");
            lines.AddRange(verdict.Unseen.Select(unseen => $"- not owed: {unseen}"));
        }

        return lines;
    }

    public static void Print(TextWriter console, Verdict verdict, IEnumerable<(string Name, string Value)> facts)
    {
        foreach (var line in Markdown(verdict, facts))
        {
            console.WriteLine(line);
        }

        console.WriteLine();
        console.WriteLine(verdict.IsGood ? "Nothing lost, nothing duplicated, nothing out of order, nothing untrue." : string.Create(CultureInfo.InvariantCulture, $"{verdict.Findings.Count} findings."));
    }

    /// <summary>Markdown that is a table in a terminal, too; the last column is as wide as it likes.</summary>
    private static IEnumerable<string> Aligned(IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        widths[^1] = rows[0][^1].Length;
        var lines = rows.Select(row => $"| {string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column])))} |").ToList();
        return [lines[0], $"|{string.Join('|', widths.Select(width => new string('-', width + 2)))}|", .. lines.Skip(1)];
    }

    private static IEnumerable<string[]> Rows(Verdict verdict) => verdict.Receivers.Select(tally => (string[])
    [
        tally.Receiver,
        Text(tally.Events),
        Text(tally.Switches),
        .. Enum.GetValues<FindingKind>().Select(kind => Text(verdict.Count(kind, tally.Receiver))),
        Text(tally.Repeated),
        Text(tally.LongestDelay),
        Text(tally.LongestUndisturbedDelay),
    ]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(TimeSpan? delay) => delay is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalSeconds:0.000} s") : "";
}
