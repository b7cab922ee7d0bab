using System.CommandLine;
using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary><c>page-cost</c>: how large the status pages are and how soon something of them is to be seen.</summary>
internal static class PageCostCommand
{
    internal static Command Create()
    {
        var standard = new PageCostOptions();
        var masters = CountOption.Of("--masters", "Masters, each with two replicas.", standard.Masters, most: 10_000);
        var sentinels = CountOption.Of("--sentinels", "Sentinels; each monitors every master.", standard.Sentinels, most: 50);
        var loads = CountOption.Of("--loads", "Loads of each page.", standard.Loads, most: 1000);
        var command = new Command("page-cost", "Size of the status pages of many simulated masters, and time until a browser paints them.") { masters, sentinels, loads };
        command.SetAction((parsed, cancellation) => RunAsync(
            new PageCostOptions { Masters = parsed.GetValue(masters), Sentinels = parsed.GetValue(sentinels), Loads = parsed.GetValue(loads) }, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(PageCostOptions options, CancellationToken cancellation)
    {
        var machine = Machine.Describe();
        IReadOnlyDictionary<string, IReadOnlyList<PageLoad>> pages;
        try
        {
            pages = await new PageCostRun(options, Console.Error.WriteLine).RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (LabException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return 1;
        }

        var table = new SpreadTable(
            machine,
            string.Create(CultureInfo.InvariantCulture, $"Command: page-cost --masters {options.Masters} --sentinels {options.Sentinels} --loads {options.Loads}"),
            "page",
            "milliseconds until");
        foreach (var (path, loads) in pages)
        {
            table.Add([path, "the first byte of the answer"], loads.Select(load => load.FirstByte));
            table.Add([path, "first-contentful-paint, empty cache"], loads.Select(load => load.FirstPaint));
        }

        table.Print();
        foreach (var (path, loads) in pages)
        {
            var largest = loads.MaxBy(load => load.Transferred)!;
            table.PrintLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: {largest.Transferred / 1000.0:0.0} kB transferred, {largest.Size / 1000.0:0.0} kB unpacked; {largest.All / 1000.0:0.0} kB transferred with style sheet, script and icon"));
        }

        return 0;
    }
}
