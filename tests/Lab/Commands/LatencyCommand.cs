using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace SentinelEvents.Lab;

/// <summary><c>latency</c>: how long after the deciding message the webhook arrives, and what else would have told.</summary>
internal static class LatencyCommand
{
    private const string RabbitMq = "rabbitmq";
    private const string Memory = "memory";

    internal static Command Create()
    {
        var standard = new LatencyOptions();
        var failovers = CountOption.Of("--failovers", "How many; by command and by kill -9 in turn, two without notification-scripts and two with them.", standard.Failovers, most: 10_000);
        var bus = new Option<string>("--bus") { Description = "What the bus runs on.", DefaultValueFactory = _ => RabbitMq };
        bus.AcceptOnlyFromAmong(RabbitMq, Memory);
        var monitored = new Option<int>("--monitoring")
        {
            Description = "For so many of the last failovers Prometheus, redis_exporter and Alertmanager run beside it (some two minutes each), and then for one there and back.",
            DefaultValueFactory = _ => standard.Monitored,
        };
        var program = ProgramOption.Create("the one that was built with the lab");
        var command = new Command("latency", "Time from the second sentinel's +switch-master to the webhook, beside a subscriber that posts at once, notification-scripts, and monitoring.")
        {
            failovers, bus, monitored, program,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(monitored) is var number && (number < 0 || number > result.GetValue(failovers)))
            {
                result.AddError("--monitoring is a number from 0 to that of the failovers.");
            }
        });
        command.SetAction((parsed, cancellation) => RunAsync(
            new LatencyOptions
            {
                Failovers = parsed.GetValue(failovers),
                WithRabbit = parsed.GetValue(bus) == RabbitMq,
                Monitored = parsed.GetValue(monitored),
                Program = parsed.GetValue(program),
            },
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(LatencyOptions options, CancellationToken cancellation)
    {
        var machine = Machine.Describe();
        await Console.Error.WriteLineAsync("Starting 1 master, 2 replicas, 3 sentinels with scripts, the worker and the bare subscriber").ConfigureAwait(false);
        List<LatencySample> samples = [];
        DoubleFailover? thereAndBack = null;
        try
        {
            await using var run = await LatencyRun.StartAsync(options, cancellation).ConfigureAwait(false);
            for (var number = 1; number <= options.Failovers; number++)
            {
                if (options.Monitored > 0 && number == options.Failovers - options.Monitored + 1)
                {
                    await Console.Error.WriteLineAsync("Starting redis_exporter, Prometheus and Alertmanager; each failover waits until they are calm").ConfigureAwait(false);
                    await run.StartMonitoringAsync(cancellation).ConfigureAwait(false);
                }

                var sample = await run.FailOverAsync(
                    number % 2 == 1 ? FailoverTrigger.Command : FailoverTrigger.Kill, withScripts: (number - 1) / 2 % 2 == 1, cancellation).ConfigureAwait(false);
                samples.Add(sample);
                await Console.Error.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{number,3} of {options.Failovers}  {sample.Trigger,-8} worker {Text(sample.Worker),9} ms   bare {Text(sample.Bare),7} ms   bus {Text(sample.Bus),7} ms   script {Text(sample.Script),7} ms{(sample.Monitored ? $"   monitoring {Text(sample.Monitoring),9} ms" : "")}")).ConfigureAwait(false);
            }

            if (options.Monitored > 0)
            {
                await Console.Error.WriteLineAsync("There and back before the monitoring has looked").ConfigureAwait(false);
                thereAndBack = await run.FailOverAndBackAsync(cancellation).ConfigureAwait(false);
            }
        }
        catch (LabException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return 1;
        }

        Print(options, samples, thereAndBack, machine);
        return 0;
    }

    private static string Text(TimeSpan? span) => span is { } some ? SpreadTable.Milliseconds(some.TotalMilliseconds) : "-";

    private static void Print(LatencyOptions options, List<LatencySample> samples, DoubleFailover? thereAndBack, string machine)
    {
        var table = new SpreadTable(
            machine,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Command: latency --failovers {options.Failovers} --bus {(options.WithRabbit ? RabbitMq : Memory)} --monitoring {options.Monitored}; milliseconds after the second sentinel's +switch-master; journal SQLite, synchronous=FULL; load {Machine.Load} at the end"),
            "until",
            "failovers");
        foreach (var (name, chosen) in ((string, List<LatencySample>)[])
            [
                ("all", samples),
                ("without scripts", samples.FindAll(sample => !sample.Scripted)),
                ("with scripts", samples.FindAll(sample => sample.Scripted)),
                ("SENTINEL FAILOVER", samples.FindAll(sample => sample.Trigger == FailoverTrigger.Command)),
                ("kill -9", samples.FindAll(sample => sample.Trigger == FailoverTrigger.Kill)),
            ])
        {
            Add("the worker's webhook", name, chosen, sample => sample.Worker);
            Add("the bare subscriber's post", name, chosen, sample => sample.Bare);
            Add("difference, failover by failover", name, chosen, sample => sample.Difference);
            Add("the worker's message on RabbitMQ", name, chosen, sample => sample.Bus);
            Add("a notification-script's post with curl", name, chosen, sample => sample.Script);
        }

        Add("(worker: from its decision to the webhook)", "all", samples, sample => sample.Told);
        Add("(worker: the first after its start)", "SENTINEL FAILOVER", samples[..1], sample => sample.Worker);
        Add("(worker: all but the first)", "all", samples[1..], sample => sample.Worker);
        Add("(difference: all but the first)", "all", samples[1..], sample => sample.Difference);
        Add("Alertmanager's notification", "monitored", samples, sample => sample.Monitoring);
        table.Print();
        table.PrintLine(string.Create(CultureInfo.InvariantCulture, $"The worker's webhook came before the second copy in {samples.Count(sample => sample.Worker < TimeSpan.Zero)} of {samples.Count} failovers."));
        if (samples.FindAll(sample => sample.Scripted) is { Count: > 0 } scripted)
        {
            table.PrintLine(string.Create(
                CultureInfo.InvariantCulture,
                $"The notification-scripts posted {scripted.Min(sample => sample.ScriptSwitches)} to {scripted.Max(sample => sample.ScriptSwitches)} times for one switch and {scripted.Min(sample => sample.ScriptPosts)} to {scripted.Max(sample => sample.ScriptPosts)} times for all events of a failover; the worker's webhook came once."));
        }

        var noticed = samples.Select(sample => sample.Monitoring).OfType<TimeSpan>().ToList();
        if (options.Monitored > 0)
        {
            table.PrintLine(string.Create(CultureInfo.InvariantCulture, $"The monitoring told of {noticed.Count} of {options.Monitored} failovers."));
        }

        if (noticed.Count > 0)
        {
            var (alerts, worker) = (Spread.Of(noticed).Median, Spread.Of(samples.Select(sample => sample.Worker)).Median);
            table.PrintLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Its median is {alerts / 1000:0.0} s, the worker's {worker:0.0} ms: {alerts / worker:0} times as long."));
        }

        if (thereAndBack is { } twice)
        {
            table.PrintLine(string.Create(
                CultureInfo.InvariantCulture,
                $"There and back within {twice.Apart.TotalSeconds:0.0} s (scraped every {RedisMonitoring.Interval.TotalSeconds:0} s): {twice.Webhooks} webhooks of the worker; the monitoring {(twice.Monitoring is { } late ? $"told after {late.TotalSeconds:0.0} s" : "told nothing in three minutes")}."));
        }

        void Add(string what, string which, List<LatencySample> chosen, Func<LatencySample, TimeSpan?> figure) => table.Add([what, which], chosen.Select(figure).OfType<TimeSpan>());
    }
}
