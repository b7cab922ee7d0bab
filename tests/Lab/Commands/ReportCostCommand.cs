using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace SentinelEvents.Lab;

/// <summary><c>report-cost</c>: how long a health report takes, and whether it delays events.</summary>
internal static class ReportCostCommand
{
    internal static Command Create()
    {
        var standard = new ReportCostOptions();
        var masters = CountOption.Of("--masters", "Masters, each with two replicas.", standard.Masters, most: 10_000);
        var sentinels = CountOption.Of("--sentinels", "Sentinels; each monitors every master.", standard.Sentinels, most: 50);
        var runs = CountOption.Of("--runs", "Reports whose time is taken.", standard.Runs, most: 10_000);
        var switches = CountOption.Of("--switches", "Switches whose event is waited for, without and with a report being made.", standard.Switches, most: 10_000);
        var command = new Command("report-cost", "Time that a health report takes over many simulated sentinels, and what it does to the delay of events.") { masters, sentinels, runs, switches };
        command.SetAction((parsed, cancellation) => RunAsync(
            new ReportCostOptions
            {
                Masters = parsed.GetValue(masters),
                Sentinels = parsed.GetValue(sentinels),
                Runs = parsed.GetValue(runs),
                Switches = parsed.GetValue(switches),
            },
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ReportCostOptions options, CancellationToken cancellation)
    {
        var machine = Machine.Describe();
        ReportCostResult result;
        try
        {
            result = await new ReportCostRun(options, Console.Error.WriteLine).RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (LabException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return 1;
        }

        Print(options, result, machine);
        return 0;
    }

    private static void Print(ReportCostOptions options, ReportCostResult result, string machine)
    {
        var table = new SpreadTable(
            machine,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Command: report-cost --masters {options.Masters} --sentinels {options.Sentinels} --runs {options.Runs} --switches {options.Switches}"),
            "milliseconds");
        table.Add(["a report"], result.Reports.Select(report => report.Whole));
        table.Add(["... reading all sentinels"], result.Reports.Select(report => report.Inspection));
        table.Add(["... assessing"], result.Reports.Select(report => report.Assessment));
        table.Add(["... writing the page and its pictures"], result.Reports.Select(report => report.Writing));
        table.Add(["... the first of the process"], [result.First.Whole]);
        table.Add(["a report while the service watches and tells"], result.ReportsBeside.Select(report => report.Whole));
        table.Add(["from +switch-master to the webhook, no report"], result.Alone);
        table.Add(["from +switch-master to the webhook, reports one after the other"], result.Beside);
        table.Add(["a report of the service itself, until it is in the journal"], result.ReportsWithin);
        table.Add(["from +switch-master to the webhook, a report of the service itself each second"], result.Within);
        table.Print();
    }
}
