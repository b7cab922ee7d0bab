using System.Globalization;
using System.Text;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Simulation;

namespace SentinelEvents.Unit.Scenarios;

/// <summary>Runs a scenario and writes below each of its lines the events that it leads to.</summary>
internal sealed class ScenarioRunner
{
    private readonly StringBuilder output = new();
    private readonly Rendering rendering;
    private readonly ScenarioRun run;

    private ScenarioRunner()
    {
        run = new ScenarioRun(Record);
        rendering = new Rendering(ScenarioRun.Zero, run.NameOf);
    }

    /// <summary>The scenario with the events that really came in place of those that were expected.</summary>
    public static string Run(string text)
    {
        var runner = new ScenarioRunner();
        foreach (var line in text.Split('\n'))
        {
            if (!line.StartsWith("=>", StringComparison.Ordinal))
            {
                runner.output.Append(line).Append('\n');
                runner.run.Line(line);
            }
        }

        return runner.output.ToString().TrimEnd('\n') + "\n";
    }

    private void Record(DateTimeOffset now, StepResult result)
    {
        foreach (var line in rendering.Lines(result.Decisions))
        {
            output.Append(line).Append('\n');
        }

        if (run.ReadsDataNodes)
        {
            foreach (var question in result.Decisions.OfType<Decision.AskOldMaster>())
            {
                output.Append(CultureInfo.InvariantCulture, $"=> {(now - ScenarioRun.Zero).TotalSeconds:0.000} asks {question.Node}\n");
            }
        }
    }
}
