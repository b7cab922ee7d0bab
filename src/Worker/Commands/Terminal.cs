using SentinelEvents.Worker.Events;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SentinelEvents.Worker.Commands;

/// <summary>Tables and lines on the terminal. Everything from outside is escaped; a pipe gets lines that are not cut at 80 columns.</summary>
internal static class Terminal
{
    private const int PipeWidth = 240;

    private static readonly Lazy<IAnsiConsole> Out = new(() =>
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    });

    public static Table Table(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn($"[bold]{Markup.Escape(column)}[/]"));
        }

        return table;
    }

    public static Markup Text(string text, string style = "default") => new($"[{style}]{Markup.Escape(VisibleText.Of(text))}[/]");

    public static void Write(IRenderable shown) => Out.Value.Write(shown);

    public static void Line(string text, string style = "default") => Out.Value.MarkupLine($"[{style}]{Markup.Escape(VisibleText.Of(text))}[/]");

}
