using System.CommandLine;
using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary><c>growth</c>: what more masters and more sentinels cost, and what the service costs a sentinel.</summary>
internal static class GrowthCommand
{
    private static readonly int[] Sentinels = [3, 5, 9];

    internal static Command Create()
    {
        var masters = new Option<int[]>("--masters") { Description = "Numbers of masters.", DefaultValueFactory = _ => [1, 10, 100, 1000], AllowMultipleArgumentsPerToken = true };
        var seconds = CountOption.Of("--seconds", "For how long each is watched.", 20, most: 3600);
        var plot = new Option<string>("--plot") { Description = "Where the picture goes.", DefaultValueFactory = _ => Path.Combine("docs", "images", "growth.svg") };
        var program = ProgramOption.Create();
        var command = new Command("growth", "Memory, processor and commands to the sentinels for deployments of different sizes, and the share of a real sentinel's time that they take.")
        {
            masters, seconds, plot, program,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(program),
            built => new GrowthOptions(built, parsed.GetRequiredValue(masters), Sentinels, TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetRequiredValue(plot)),
            cancellation));
        return command;
    }

    private static Task<int> RunAsync(string? program, Func<string, GrowthOptions> options, CancellationToken cancellation) => ProgramOption.RunAsync(
        program,
        async built =>
        {
            var machine = Machine.Describe();
            var chosen = options(built);
            var samples = await new GrowthRun(chosen, Console.Error.WriteLine).RunAsync(cancellation).ConfigureAwait(false);
            GrowthPlot.Save(samples, chosen.Plot);
            Print(chosen, samples, machine);
            List<PollingShare> shares = [];
            foreach (var masters in chosen.Masters)
            {
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Three real sentinels with {masters} masters")).ConfigureAwait(false);
                var share = await new PollingShareRun(built, chosen.Window).RunAsync(masters, cancellation).ConfigureAwait(false);
                shares.Add(share);
                await Console.Error.WriteLineAsync(Text($"{share.CommandsPerSecond:0.0} commands a second take {share.PercentOfACore:0.00} % of the time of one")).ConfigureAwait(false);
            }

            Print(shares, machine);
            return true;
        });

    private static void Print(GrowthOptions options, IReadOnlyList<GrowthSample> samples, string machine)
    {
        var table = new MarkdownTable(
            machine,
            Text($"Command: growth --masters {string.Join(' ', options.Masters)} --seconds {options.Window.TotalSeconds:0}; published with ReadyToRun; simulated sentinels"),
            "masters",
            "sentinels",
            "start to watching, s",
            "RSS, MB",
            "peak RSS, MB",
            "% of a core",
            "commands a second to each sentinel");
        foreach (var sample in samples)
        {
            table.Add(
                Text($"{sample.Masters}"),
                Text($"{sample.Sentinels}"),
                Text($"{sample.StartToWatching.TotalSeconds:0.00}"),
                ProcessFigures.Megabytes(sample.Figures.Rss),
                ProcessFigures.Megabytes(sample.Figures.PeakRss),
                Text($"{sample.PercentOfACore:0.00}"),
                Text($"{sample.CommandsPerSecond:0.0}"));
        }

        table.Print();
        table.PrintLine("");
        table.PrintLine(Linearity(samples, "memory", sample => sample.Figures.Rss));
        table.PrintLine(Linearity(samples, "processor time", sample => sample.PercentOfACore));
    }

    private static void Print(IReadOnlyList<PollingShare> shares, string machine)
    {
        var table = new MarkdownTable(
            machine,
            "A real sentinel of three, Redis as installed, which monitors one master under so many names; measured at SnapshotInterval 1 s, told for its default.",
            "masters",
            "commands a second",
            "% of its time, which is one core's");
        foreach (var share in shares)
        {
            table.Add(Text($"{share.Masters}"), Text($"{share.CommandsPerSecond:0.0}"), Text($"{share.PercentOfACore:0.00}"));
        }

        table.Print();
    }

    /// <summary>Worse than linear is what grows faster than the number of views (masters × sentinels) once the cost of nothing at all is taken off.</summary>
    private static string Linearity(IReadOnlyList<GrowthSample> samples, string what, Func<GrowthSample, double> figure)
    {
        var sorted = samples.OrderBy(sample => sample.Views).ToList();
        if (sorted.Count < 3 || sorted[^1].Views < 10 * sorted[0].Views)
        {
            return $"{what}: too few sizes to tell how it grows";
        }

        var nothing = figure(sorted[0]);
        var most = sorted[^1];
        var tenth = sorted.Last(sample => sample.Views * 10 <= most.Views);
        var small = (figure(tenth) - nothing) / tenth.Views;
        var large = (figure(most) - nothing) / most.Views;
        return Text($"{what}: for each view, above the smallest deployment, {large / small:0.00} times as much at {most.Views} views as at {tenth.Views}{(large > small * 1.2 ? ": worse than linear" : ": not worse than linear")}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
