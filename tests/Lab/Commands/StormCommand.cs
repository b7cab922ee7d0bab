using System.CommandLine;
using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary><c>storm</c>: what becomes of thousands of masters that die at once.</summary>
internal static class StormCommand
{
    internal static Command Create()
    {
        var masters = CountOption.Of("--masters", "Masters, each with two replicas.", 2000, most: 10_000);
        var sentinels = CountOption.Of("--sentinels", "Sentinels; each monitors every master.", 5, most: 50);
        var settle = CountOption.Of("--settle", "Seconds for which the service watches before they die.", 60, most: 3600);
        var program = ProgramOption.Create();
        var command = new Command("storm", "Thousands of simulated masters die within a second: is every event journalled and on RabbitMQ, and how soon.") { masters, sentinels, settle, program };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(program),
            built => new StormOptions(built, parsed.GetValue(masters), parsed.GetValue(sentinels)) { Settling = TimeSpan.FromSeconds(parsed.GetValue(settle)) },
            cancellation));
        return command;
    }

    private static Task<int> RunAsync(string? program, Func<string, StormOptions> options, CancellationToken cancellation) => ProgramOption.RunAsync(
        program,
        async built =>
        {
            var machine = Machine.Describe();
            var chosen = options(built);
            var result = await new StormRun(chosen, Console.Error.WriteLine).RunAsync(cancellation).ConfigureAwait(false);
            Print(result, chosen, machine);
            return result.IsWhole;
        });

    private static void Print(StormResult result, StormOptions options, string machine)
    {
        var table = new MarkdownTable(
            machine,
            Text($"Command: storm --masters {options.Masters} --sentinels {options.Sentinels} --settle {options.Settling.TotalSeconds:0}; journal SQLite, synchronous=FULL; bus RabbitMQ, publisher confirms"),
            "a storm",
            "figure");
        var span = TimeProvider.System.GetElapsedTime(result.Played.First, result.Played.Last);
        table.Add("messages of the sentinels", Text($"{result.Played.Messages}"));
        table.Add("... published within", Seconds(span));
        table.Add("events in the journal", Text($"{result.Journalled.Count}"));
        table.Add("messages on RabbitMQ", Text($"{result.Bus.Count}"));
        table.Add("events lost on the way there", Text($"{result.Lost}"));
        table.Add("messages that came twice", Text($"{result.Twice}"));
        table.Add("from the last raw message to the last MasterSwitched", Seconds(result.LastDelivery(message => message.Kind == "MasterSwitched")));
        table.Add("from the last raw message to the last event of all", Seconds(result.LastDelivery(_ => true)));
        table.Add("most observations that waited (seen 4 times a second)", Text($"{result.MostWaiting}"));
        table.Add("observations that found no room", Text($"{result.Missed}"));
        table.Add("resident memory before", $"{ProcessFigures.Megabytes(result.Before.Rss)} MB");
        table.Add("... at most until then (VmHWM)", $"{ProcessFigures.Megabytes(result.Before.PeakRss)} MB");
        table.Add("peak resident memory in the storm (VmHWM)", $"{ProcessFigures.Megabytes(result.After.PeakRss)} MB");
        table.Add("processor time of the service", Seconds(result.After.Cpu - result.Before.Cpu));
        table.Print();
        table.PrintLine("");
        foreach (var kind in StormResult.Kinds)
        {
            var (none, one, more) = result.MastersWith(kind);
            table.PrintLine(Text($"{kind}: exactly once for {one} of {result.Masters} masters{(none > 0 ? $", not at all for {none}" : "")}{(more > 0 ? $", more than once for {more}" : "")}"));
        }

        var others = result.Journalled.GroupBy(one => one.Kind).Where(group => StormResult.Kinds.All(kind => kind.ToString() != group.Key)).Select(group => $"{group.Key} {group.Count()}");
        table.PrintLine($"Other events: {string.Join(", ", others.DefaultIfEmpty("none"))}");
    }

    private static string Seconds(TimeSpan span) => Text($"{span.TotalSeconds:0.0} s");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
