using System.Globalization;
using Spectre.Console;

namespace SentinelEvents.Lab;

/// <summary>
/// A table that grows at its end: a column for each sentinel, and one for the worker. Rows are written once and never again, so that it
/// scrolls like any output, and reads the same in a terminal, in a file and in the log of a build.
/// </summary>
internal sealed class DemoTable
{
    private const string Line = "grey42";
    private const int TimeWidth = 7;

    // What happens within this time stands in one row, as long as each column has something to say only once.
    private static readonly TimeSpan RowSpan = TimeSpan.FromMilliseconds(60);

    private readonly IAnsiConsole console;
    private readonly DateTimeOffset origin;
    private readonly int[] widths;

    internal DemoTable(IAnsiConsole console, DateTimeOffset origin, IReadOnlyList<string> sentinels)
    {
        this.console = console;
        this.origin = origin;
        var columns = sentinels.Count + 1;
        // Three characters between columns, and a margin of one at each side.
        var room = Math.Clamp(console.Profile.Width, 80, 150) - TimeWidth - (3 * columns) - 2;
        var sentinelWidth = (room / columns) - 1;
        widths = [.. sentinels.Select(_ => sentinelWidth), room - (sentinelWidth * sentinels.Count)];
        Rule("┬");
        Row("seconds", [.. sentinels, "SentinelEvents"], [.. sentinels.Select(_ => "bold"), "bold"]);
        Row("after", [.. sentinels.Select(_ => "its own copies"), "agreed events"], [.. sentinels.Select(_ => "grey"), "grey"]);
        Rule("┼");
    }

    /// <summary>Writes entries, which come in the order of their time.</summary>
    internal void Write(IReadOnlyList<DemoEntry> entries)
    {
        var from = 0;
        while (from < entries.Count)
        {
            var texts = new string[widths.Length];
            var styles = new string[widths.Length];
            var to = from;
            for (; to < entries.Count && texts[entries[to].Column] is null && entries[to].At - entries[from].At < RowSpan; to++)
            {
                texts[entries[to].Column] = entries[to].Text;
                styles[entries[to].Column] = entries[to].Style;
            }

            Row((entries[from].At - origin).TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture), texts, styles);
            from = to;
        }
    }

    internal void End() => Rule("┴");

    private void Rule(string crossing) =>
        console.MarkupLine($"[{Line}] {new string('─', TimeWidth)}─{string.Concat(widths.Select(width => $"{crossing}{new string('─', width + 2)}"))}[/]");

    private void Row(string time, string?[] texts, string?[] styles)
    {
        var cells = texts.Select((text, column) => WordWrap.Lines(text ?? "", widths[column])).ToList();
        var height = Math.Max(1, cells.Max(cell => cell.Count));
        for (var line = 0; line < height; line++)
        {
            var written = cells.Select((cell, column) =>
            {
                var text = line < cell.Count ? cell[line] : "";
                // Nothing follows the last column, and a file needs no blanks at the end of its lines.
                var padding = column == widths.Length - 1 ? "" : new string(' ', widths[column] - text.Length);
                return $"[{styles[column] ?? "default"}]{Markup.Escape(text)}[/]{padding}";
            });
            var border = $"[{Line}] │ [/]";
            console.MarkupLine($" [grey]{(line == 0 ? time : "").PadLeft(TimeWidth)}[/]{border}{string.Join(border, written)}");
        }
    }
}
