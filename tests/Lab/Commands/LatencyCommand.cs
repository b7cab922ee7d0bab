using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace SentinelEvents.Lab;

/// <summary><c>latency</c>: how long after the deciding message the webhook arrives.</summary>
internal static class LatencyCommand
{
    internal static Command Create()
    {
        var failovers = new Option<int>("--failovers") { Description = "How many; by command and by kill -9 in turn.", DefaultValueFactory = _ => 24 };
        failovers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--failovers is a number from 1.");
            }
        });
        var rabbit = new Option<bool>("--rabbitmq") { Description = "With a broker for the bus, in place of the one in memory." };
        var command = new Command("latency", "Time from the second sentinel's +switch-master to the webhook, beside a subscriber that posts at once.") { failovers, rabbit };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(failovers), parsed.GetValue(rabbit), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int failovers, bool withRabbit, CancellationToken cancellation)
    {
        var machine = Machine.Describe();
        await Console.Error.WriteLineAsync("Starting 1 master, 2 replicas, 3 sentinels, the worker and the bare subscriber").ConfigureAwait(false);
        List<LatencySample> samples = [];
        try
        {
            await using var run = await LatencyRun.StartAsync(withRabbit, cancellation).ConfigureAwait(false);
            for (var number = 1; number <= failovers; number++)
            {
                var sample = await run.FailOverAsync(number % 2 == 1 ? FailoverTrigger.Command : FailoverTrigger.Kill, cancellation).ConfigureAwait(false);
                samples.Add(sample);
                await Console.Error.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{number,3} of {failovers}  {sample.Trigger,-8} worker {SpreadTable.Milliseconds(sample.Worker.TotalMilliseconds),9} ms   bare {SpreadTable.Milliseconds(sample.Bare.TotalMilliseconds),7} ms   decided to told {SpreadTable.Milliseconds(sample.Told.TotalMilliseconds),7} ms")).ConfigureAwait(false);
            }
        }
        catch (LabException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return 1;
        }

        Print(samples, machine, withRabbit);
        return 0;
    }

    private static void Print(List<LatencySample> samples, string machine, bool withRabbit)
    {
        var table = new SpreadTable(
            machine,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{samples.Count} failovers; milliseconds after the second sentinel's +switch-master; journal SQLite, synchronous=FULL; bus {(withRabbit ? "RabbitMQ" : "in memory")}"),
            "until",
            "failovers");
        foreach (var (name, chosen) in ((string, List<LatencySample>)[])
            [("all", samples), ("SENTINEL FAILOVER", samples.FindAll(sample => sample.Trigger == FailoverTrigger.Command)), ("kill -9", samples.FindAll(sample => sample.Trigger == FailoverTrigger.Kill))])
        {
            if (chosen.Count > 0)
            {
                Add("the worker's webhook", name, chosen, sample => sample.Worker);
                Add("the bare subscriber's post", name, chosen, sample => sample.Bare);
                Add("difference, failover by failover", name, chosen, sample => sample.Difference);
            }
        }

        Add("(worker: from its decision to the webhook)", "all", samples, sample => sample.Told);
        Add("(worker: the first after its start)", "SENTINEL FAILOVER", samples[..1], sample => sample.Worker);
        table.Print();
        table.PrintLine(string.Create(CultureInfo.InvariantCulture, $"The worker's webhook came before the second copy in {samples.Count(sample => sample.Worker < TimeSpan.Zero)} of {samples.Count} failovers."));

        void Add(string what, string which, List<LatencySample> chosen, Func<LatencySample, TimeSpan> figure) => table.Add([what, which], chosen.Select(figure));
    }
}
