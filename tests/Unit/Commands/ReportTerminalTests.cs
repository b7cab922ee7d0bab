using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Commands;
using Spectre.Console;

namespace SentinelEvents.Unit.Commands;

public sealed class ReportTerminalTests
{
    [Fact]
    public void Render_FiveMasters_IsAsApproved() => Snapshot.Match("Commands/Golden/report.txt", Shown(ReportSamples.Five()));

    [Fact]
    public void Render_Always_BeginsWithTheVerdict() =>
        Assert.StartsWith("50 of 500 masters would not fail over.", Shown(ReportSamples.Many(500)), StringComparison.Ordinal);

    [Fact]
    public void Render_HostileNames_MoveNoCursor() =>
        Assert.DoesNotContain(Shown(ReportSamples.Hostile()), character => char.IsControl(character) && character != '\n');

    private static string Shown(HealthReported report)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 160;
        console.Write(ReportTerminal.Render(report));
        return string.Join('\n', text.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }
}
