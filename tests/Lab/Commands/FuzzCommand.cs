using System.CommandLine;
using System.Globalization;
using SentinelEvents.Fuzz;
using SentinelEvents.Fuzz.Inputs;
using Spectre.Console;

namespace SentinelEvents.Lab;

/// <summary><c>fuzz</c>: gives every parser that reads from outside what nobody would send.</summary>
internal static class FuzzCommand
{
    internal static Command Create()
    {
        var standard = new FuzzOptions();
        var inputs = new Option<long>("--inputs") { Description = "Inputs, over all targets.", DefaultValueFactory = _ => standard.Inputs };
        var seed = new Option<int>("--seed") { Description = "Makes the inputs: the same seed makes the same ones.", DefaultValueFactory = _ => standard.Seed };
        var target = new Option<string[]>("--target") { Description = "Only this target; may be given several times.", DefaultValueFactory = _ => [] };
        target.AcceptOnlyFromAmong([.. FuzzTargets.All.Select(one => one.Name)]);
        var seconds = new Option<double?>("--seconds") { Description = "Begins no input after so many seconds." };
        var threads = CountOption.Of("--threads", "How many inputs are tried at a time.", 2, most: 64);
        var folder = new Option<string>("--findings") { Description = "Where inputs are kept that broke a promise.", DefaultValueFactory = _ => "fuzz-findings" };
        var replay = new Option<string?>("--replay") { Description = "Tries one input again: a file of a finding, or TARGET:SEED:INDEX." };
        var command = new Command("fuzz", "Gives every parser that reads from outside damaged, hostile and random inputs, and holds its answers against what is promised.")
        {
            inputs, seed, target, seconds, threads, folder, replay,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => parsed.GetValue(replay) is { } again
                ? Replay(again)
                : Run(
                    new FuzzOptions
                    {
                        Inputs = parsed.GetValue(inputs),
                        Seed = parsed.GetValue(seed),
                        Targets = parsed.GetValue(target)!,
                        Longest = parsed.GetValue(seconds) is { } longest ? TimeSpan.FromSeconds(longest) : null,
                        Threads = parsed.GetValue(threads),
                        Folder = parsed.GetValue(folder),
                    },
                    cancellation),
            CancellationToken.None));
        return command;
    }

    private static int Run(FuzzOptions options, CancellationToken cancellation)
    {
        var machine = Machine.Describe();
        var result = new FuzzRun(options, Console.Error.WriteLine).Run(cancellation);
        Print(options, result, machine);
        return result.Findings.Any() ? 1 : 0;
    }

    private static int Replay(string which)
    {
        var (name, input) = File.Exists(which) ? FindingFile.Read(which) : Made(which.Split(':'));
        if (FuzzTargets.Find(name) is not { } target || input is null)
        {
            Console.Error.WriteLine($"'{which}' is neither a file TARGET.SEED.INDEX.input nor TARGET:SEED:INDEX.");
            return 2;
        }

        Console.WriteLine(InputText.Of(input));
        var trial = InputTrial.Of(target, input);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{trial.Cause ?? trial.Outcome}; {trial.Time.TotalMilliseconds:0.00} ms, {trial.Allocated} bytes allocated\n{trial.Detail}"));
        return trial.Cause is null ? 0 : 1;
    }

    private static (string Name, byte[]? Input) Made(string[] parts) =>
        parts is [var name, var seed, var index] && FuzzTargets.Find(name) is { } target && int.TryParse(seed, CultureInfo.InvariantCulture, out var from) && long.TryParse(index, CultureInfo.InvariantCulture, out var at)
            ? (name, target.Make(Chance.At(from, name, at)))
            : ("", null);

    private static void Print(FuzzOptions options, FuzzResult result, string machine)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        console.Profile.Width = 400;
        console.WriteLine();
        console.WriteLine($"Machine: {machine}");
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Command: fuzz --inputs {options.Inputs} --seed {options.Seed} --threads {options.Threads}{string.Concat(options.Targets.Select(name => $" --target {name}"))}"));
        var table = new Table().Border(TableBorder.Markdown);
        foreach (var column in (string[])["target", "inputs", "accepted", "refused", "broken", "inputs/s", "bytes each", "slowest ms", "most KiB"])
        {
            table.AddColumn(column is "target" or "refused" ? new TableColumn(column) : new TableColumn(column).RightAligned());
        }

        foreach (var tally in result.Tallies)
        {
            table.AddRow(
            [
                tally.Target.Name,
                Number(tally.Inputs),
                Number(tally.Accepted),
                Markup.Escape(Refusals(tally)),
                Number(tally.Outcomes.Where(outcome => outcome.Outcome == FuzzTarget.Broken).Sum(outcome => outcome.Times)),
                Number(tally.Inputs / Math.Max(tally.Spent.TotalSeconds, 1e-9)),
                Number(tally.Bytes / Math.Max(tally.Inputs, 1)),
                tally.Slowest.Figure.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture),
                Number(tally.Largest.Figure / 1024),
            ]);
        }

        console.Write(table);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Inputs:#,0} inputs in {result.Elapsed:hh\\:mm\\:ss}, {result.Findings.Count()} findings. inputs/s, slowest: of one processor, in the parser and the checks of its answer, without what making the inputs took. most: allocated for one input."));
        foreach (var finding in result.Findings)
        {
            console.WriteLine(finding.ToString());
        }
    }

    private static string Refusals(TargetTally tally)
    {
        const int shown = 4;
        var refused = tally.Outcomes.Where(outcome => outcome.Outcome is not (FuzzTarget.Accepted or FuzzTarget.Broken)).ToList();
        var others = refused.Skip(shown).Sum(outcome => outcome.Times);
        return string.Join(", ", refused.Take(shown).Select(outcome => $"{Number(outcome.Times)} {outcome.Outcome}")) + (others > 0 ? $", {Number(others)} others" : "");
    }

    private static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
