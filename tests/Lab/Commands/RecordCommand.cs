using System.CommandLine;
using SentinelEvents.Worker.Simulation;
using Spectre.Console;

namespace SentinelEvents.Lab;

/// <summary><c>record</c>: real failovers, as the service observes them, into files that tests replay.</summary>
internal static class RecordCommand
{
    private const string Everything = "all";

    internal static Command Create()
    {
        var scenario = new Argument<string>("scenario") { Description = $"What to record: {Everything}, {string.Join(", ", RecordingScenarios.All.Select(one => one.Name))}." };
        scenario.AcceptOnlyFromAmong([Everything, .. RecordingScenarios.All.Select(one => one.Name)]);
        var folder = new Option<DirectoryInfo>("--out") { Description = "Where the files go.", DefaultValueFactory = _ => new DirectoryInfo(".") };
        var command = new Command("record", "Let something happen to real servers and record what three sentinels are observed to say.") { scenario, folder };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(scenario), parsed.GetRequiredValue(folder), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string name, DirectoryInfo folder, CancellationToken cancellation)
    {
        folder.Create();
        foreach (var scenario in RecordingScenarios.All.Where(one => name is Everything || one.Name == name))
        {
            AnsiConsole.MarkupLineInterpolated($"[bold]{scenario.Name}[/]: {scenario.Description}");
            var recording = await RecordingSession.PlayAsync(scenario, text => AnsiConsole.MarkupLineInterpolated($"  {text}"), cancellation).ConfigureAwait(false);
            var path = Path.Combine(folder.FullName, scenario.Name + RecordingFile.Extension);
            recording.Write(path);
            AnsiConsole.MarkupLineInterpolated($"  {recording.Lines.Count} lines in {path}");
        }

        return 0;
    }
}
