using Spectre.Console;

namespace SentinelEvents.Lab;

/// <summary>A table to be pasted into a document, with the machine it was measured on and how.</summary>
internal sealed class MarkdownTable
{
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings());
    private readonly Table table = new Table().Border(TableBorder.Markdown);

    /// <param name="machine">Where it ran.</param>
    /// <param name="how">What was run.</param>
    /// <param name="columns">The first is text, the others are figures.</param>
    internal MarkdownTable(string machine, string how, params IReadOnlyList<string> columns)
    {
        console.Profile.Width = 250;
        console.WriteLine();
        console.WriteLine($"Machine: {machine}");
        console.WriteLine(how);
        console.WriteLine();
        foreach (var (index, column) in columns.Index())
        {
            table.AddColumn(index == 0 ? new TableColumn(Markup.Escape(column)) : new TableColumn(Markup.Escape(column)).RightAligned());
        }
    }

    internal void Add(params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    internal void Print() => console.Write(table);

    internal void PrintLine(string line) => console.WriteLine(line);
}
