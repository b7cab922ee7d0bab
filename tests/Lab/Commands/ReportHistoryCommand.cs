using System.CommandLine;
using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary><c>report-history</c>: what a report reads of a large journal, and how long.</summary>
internal static class ReportHistoryCommand
{
    private const int Runs = 20;

    internal static Command Create()
    {
        var standard = new LargeJournal();
        var events = CountOption.Of("--events", "Events in the journal, over 90 days.", standard.Events, most: 10_000_000);
        var reports = CountOption.Of("--reports", "Earlier reports among them.", standard.Reports, most: 100_000);
        var masters = CountOption.Of("--masters", "Masters in each report.", standard.Masters, most: 1000);
        var runs = CountOption.Of("--runs", "How often it is read.", Runs, most: 10_000);
        var command = new Command("report-history", "Time that a health report reads of a large journal in SQLite.") { events, reports, masters, runs };
        command.SetAction((parsed, cancellation) => RunAsync(
            standard with { Events = parsed.GetValue(events), Reports = parsed.GetValue(reports), Masters = parsed.GetValue(masters) },
            parsed.GetValue(runs),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(LargeJournal large, int runs, CancellationToken cancellation)
    {
        var machine = Machine.Describe();
        var result = await new HistoryCostRun(large, runs, Console.Error.WriteLine).RunAsync(cancellation).ConfigureAwait(false);
        var table = new SpreadTable(
            machine,
            string.Create(CultureInfo.InvariantCulture, $"Command: report-history --events {large.Events} --reports {large.Reports} --masters {large.Masters} --runs {runs}"),
            "milliseconds",
            "rows");
        Add("a scheduled report: reading", result.Scheduled, sample => sample.Reading);
        Add("... building", result.Scheduled, sample => sample.Building);
        Add("a report on demand: reading", result.Demanded, sample => sample.Reading);
        Add("... building", result.Demanded, sample => sample.Building);
        Add("the first of the process: reading", [result.First], sample => sample.Reading);
        table.Print();
        return 0;

        void Add(string what, IReadOnlyList<HistorySample> samples, Func<HistorySample, TimeSpan> part) =>
            table.Add([what, samples[0].Rows.ToString(CultureInfo.InvariantCulture)], samples.Select(part));
    }
}
