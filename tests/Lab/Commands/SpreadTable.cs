using System.Globalization;
using Spectre.Console;

namespace SentinelEvents.Lab;

/// <summary>What a benchmark prints: machine, command, and the spread of each figure.</summary>
internal sealed class SpreadTable
{
    private static readonly string[] Figures = ["runs", "min", "median", "p99", "max"];

    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings());
    private readonly Table table = new Table().Border(TableBorder.Markdown);

    /// <param name="machine">Where it ran.</param>
    /// <param name="how">What was run, or what the figures are.</param>
    /// <param name="columns">What the first cells of a row are.</param>
    public SpreadTable(string machine, string how, params IReadOnlyList<string> columns)
    {
        console.Profile.Width = Math.Max(console.Profile.Width, 200);
        console.WriteLine();
        console.WriteLine($"Machine: {machine}");
        console.WriteLine(how);
        foreach (var column in columns)
        {
            table.AddColumn(column);
        }

        foreach (var figure in Figures)
        {
            table.AddColumn(new TableColumn(figure).RightAligned());
        }
    }

    /// <summary>One row; none where nothing was measured.</summary>
    public void Add(IReadOnlyList<string> cells, IEnumerable<TimeSpan> measured)
    {
        var all = measured.ToList();
        if (all.Count > 0)
        {
            var spread = Spread.Of(all);
            table.AddRow([.. cells, all.Count.ToString(CultureInfo.InvariantCulture), .. ((double[])[spread.Least, spread.Median, spread.P99, spread.Greatest]).Select(Milliseconds)]);
        }
    }

    public void Print() => console.Write(table);

    public void PrintLine(string line) => console.WriteLine(line);

    public static string Milliseconds(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
