using System.CommandLine;
using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary><c>storm-real</c>: real masters killed at once, and three ways to tell of it beside each other.</summary>
internal static class RealStormCommand
{
    internal static Command Create()
    {
        var masters = CountOption.Of("--masters", "Real masters, each with one replica.", 100, most: 500);
        var sentinels = CountOption.Of("--sentinels", "Real sentinels; each monitors every master.", 3, most: 9);
        var rounds = CountOption.Of("--rounds", "Rounds, each with new servers; beside the good receiver stands another good one, a slow one and a hanging one in turn.", 3, most: 100);
        var alone = CountOption.Of("--alone", "Rounds after these in which neither scripts nor a bare subscriber run beside the service.", 0, most: 100, least: 0);
        var program = ProgramOption.Create();
        var command = new Command("storm-real", "All masters of a host are killed: notification-script, a subscriber that posts at once, and the service beside each other.")
        {
            masters, sentinels, rounds, alone, program,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(program),
            built => new RealStormOptions(built, parsed.GetValue(masters), parsed.GetValue(sentinels), parsed.GetValue(rounds), parsed.GetValue(alone)),
            cancellation));
        return command;
    }

    private static Task<int> RunAsync(string? program, Func<string, RealStormOptions> options, CancellationToken cancellation) => ProgramOption.RunAsync(
        program,
        async built =>
        {
            var machine = Machine.Describe();
            var chosen = options(built);
            Print(chosen, await new RealStormRun(chosen, Console.Error.WriteLine).RunAsync(cancellation).ConfigureAwait(false), machine);
            return true;
        });

    private static void Print(RealStormOptions options, IReadOnlyList<RealStormSample> samples, string machine)
    {
        var table = new MarkdownTable(
            machine,
            string.Create(CultureInfo.InvariantCulture, $"Command: storm-real --masters {options.Masters} --sentinels {options.Sentinels} --rounds {options.Rounds} --alone {options.Alone}; journal SQLite, synchronous=FULL; bus RabbitMQ"),
            ["", .. samples.Select((sample, index) => string.Create(CultureInfo.InvariantCulture, $"round {index + 1}: {Name(sample.Receiver)}{(sample.Alone ? ", the service alone" : "")}"))]);
        Add("messages of the sentinels", sample => Number(sample.Messages));
        Add("... from the kill to the last, s", sample => sample.Span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture));
        Add("masters switched by a majority", sample => Number(sample.Switched));
        Add("notification-script: posts", sample => sample.Alone ? "-" : Number(sample.ScriptPosts));
        Add("notification-script: masters whose switch was not reported", sample => sample.Alone ? "-" : Number(sample.ScriptUnreported));
        Add("bare subscriber: posts", sample => sample.Alone ? "-" : Number(sample.BarePosts));
        Add("bare subscriber: lag, median / p99 / max, ms", sample => Lags(sample.BareLags));
        Add("the service: posts to the good receiver", sample => Number(sample.OwnPosts));
        Add("the service: masters whose switch was reported there once", sample => Number(sample.OwnOnce));
        Add("the service: masters whose switch was not reported there", sample => Number(sample.OwnUnreported));
        Add("the service: masters whose switch came over RabbitMQ once", sample => Number(sample.BusOnce));
        Add("the service: lag to the good receiver, median / p99 / max, ms", sample => Lags(sample.OwnLags));
        Add("the service: lag over RabbitMQ, median / p99 / max, ms", sample => Lags(sample.BusLags));
        Add("the service: peak resident memory, MB", sample => ProcessFigures.Megabytes(sample.Figures.PeakRss));
        table.Print();

        void Add(string what, Func<RealStormSample, string> figure) => table.Add([what, .. samples.Select(figure)]);

        static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private static string Name(Receiver receiver) => receiver switch
    {
        Receiver.Slow => "a slow receiver beside",
        Receiver.Hanging => "a hanging receiver beside",
        _ => "all receivers good",
    };

    private static string Lags(IReadOnlyList<TimeSpan> lags)
    {
        if (lags.Count == 0)
        {
            return "-";
        }

        var spread = Spread.Of(lags);
        return $"{SpreadTable.Milliseconds(spread.Median)} / {SpreadTable.Milliseconds(spread.P99)} / {SpreadTable.Milliseconds(spread.Greatest)}";
    }
}
