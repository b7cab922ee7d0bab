using System.CommandLine;
using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary><c>switch-cost</c>: what the worker takes above a bare subscriber, by simulated sentinels; see <see cref="SwitchCostRun"/>.</summary>
internal static class SwitchCostCommand
{
    internal static Command Create()
    {
        var standard = new SwitchCostOptions();
        var switches = CountOption.Of("--switches", "How many.", standard.Switches, most: 100_000);
        var sentinels = CountOption.Of("--sentinels", "Sentinels that say it.", standard.Sentinels, most: 50);
        var rabbit = new Option<bool>("--rabbitmq") { Description = "With a broker for the bus, in place of the one in memory." };
        var program = ProgramOption.Create("the one that was built with the lab");
        var command = new Command("switch-cost", "Time from simulated sentinels' +switch-master to the webhook, beside a subscriber that posts at once.") { switches, sentinels, rabbit, program };
        command.SetAction((parsed, cancellation) => RunAsync(
            new SwitchCostOptions { Switches = parsed.GetValue(switches), Sentinels = parsed.GetValue(sentinels), WithRabbit = parsed.GetValue(rabbit), Program = parsed.GetValue(program) }, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(SwitchCostOptions options, CancellationToken cancellation)
    {
        var machine = Machine.Describe();
        IReadOnlyList<SwitchCost> costs;
        try
        {
            costs = await SwitchCostRun.RunAsync(options, Console.Error.WriteLine, cancellation).ConfigureAwait(false);
        }
        catch (LabException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return 1;
        }

        var table = new SpreadTable(
            machine,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Command: switch-cost --switches {options.Switches} --sentinels {options.Sentinels}{(options.WithRabbit ? " --rabbitmq" : "")}; journal SQLite, synchronous=FULL; load {Machine.Load} at the end"),
            "milliseconds after the first sentinel began to say it");
        table.Add(["the worker's webhook"], costs.Select(cost => cost.Worker));
        table.Add(["the bare subscriber's post of the deciding copy"], costs.Select(cost => cost.Bare));
        table.Add(["difference, switch by switch"], costs.Select(cost => cost.Difference));
        table.Print();
        return 0;
    }
}
