using System.CommandLine;
using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary><c>idle-cost</c>: what the service takes of a machine while nothing happens, and how soon it watches.</summary>
internal static class IdleCostCommand
{
    internal static Command Create()
    {
        var masters = CountOption.Of("--masters", "Simulated masters, each with two replicas.", 100, most: 10_000);
        var sentinels = CountOption.Of("--sentinels", "Simulated sentinels; each monitors every master.", 3, most: 50);
        var settle = CountOption.Of("--settle", "Seconds after each start before that begins.", 15, most: 3600);
        var seconds = CountOption.Of("--seconds", "For how long it is watched after each start.", 60, most: 3600);
        var starts = CountOption.Of("--starts", "How often it is started.", 5, most: 100);
        var program = ProgramOption.Create();
        var command = new Command("idle-cost", "Memory, processor and start of the service, as published, while nothing happens.") { masters, sentinels, settle, seconds, starts, program };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(program),
            built => new IdleCostOptions(built, parsed.GetValue(masters), parsed.GetValue(sentinels), TimeSpan.FromSeconds(parsed.GetValue(settle)), TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(starts)),
            cancellation));
        return command;
    }

    private static Task<int> RunAsync(string? program, Func<string, IdleCostOptions> options, CancellationToken cancellation) => ProgramOption.RunAsync(
        program,
        async built =>
        {
            var machine = Machine.Describe();
            var chosen = options(built);
            Print(chosen, await new IdleCostRun(chosen, Console.Error.WriteLine).RunAsync(cancellation).ConfigureAwait(false), machine);
            return true;
        });

    private static void Print(IdleCostOptions options, IReadOnlyList<IdleSample> samples, string machine)
    {
        var table = new MarkdownTable(
            machine,
            string.Create(CultureInfo.InvariantCulture, $"Command: idle-cost --masters {options.Masters} --sentinels {options.Sentinels} --settle {options.Settling.TotalSeconds:0} --seconds {options.Window.TotalSeconds:0} --starts {options.Starts}; published with ReadyToRun"),
            "idle",
            "starts",
            "min",
            "median",
            "max");
        Add("start to watching, s", sample => sample.StartToWatching.TotalSeconds, "0.00");
        Add("resident memory (VmRSS), MB", sample => sample.Figures.Rss / 1e6, "0.0");
        Add("... at most (VmHWM), MB", sample => sample.Figures.PeakRss / 1e6, "0.0");
        Add("... shared pages in part (PSS), MB", sample => sample.Figures.Pss / 1e6, "0.0");
        Add("processor, % of a core", sample => sample.PercentOfACore, "0.00");
        table.Print();

        void Add(string what, Func<IdleSample, double> figure, string format)
        {
            var sorted = samples.Select(figure).Order().ToList();
            table.Add([what, Text(samples.Count, "0"), Text(sorted[0], format), Text(sorted[(sorted.Count - 1) / 2], format), Text(sorted[^1], format)]);
        }

        static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
