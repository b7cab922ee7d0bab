using System.CommandLine;
using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary><c>kills</c>: the service is killed again and again, in the middle of failovers.</summary>
internal static class KillsCommand
{
    internal static Command Create()
    {
        var count = new Option<int>("--count") { Description = "How many kills.", DefaultValueFactory = _ => 100 };
        count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--count is a number from 1.");
            }
        });
        var seed = new Option<int>("--seed") { Description = "Decides when the kills come: the same seed, the same moments.", DefaultValueFactory = _ => 7 };
        var rabbit = new Option<bool>("--rabbitmq") { Description = "With a broker, and a consumer of the bus in a process of its own." };
        var markdown = new Option<FileInfo?>("--markdown") { Description = "Also write the tables to this file." };
        var command = new Command("kills", "Kill the service with SIGKILL at random moments of real failovers; every switch must still be told once to each receiver. Exit 0 only then.")
        {
            count, seed, rabbit, markdown,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new KillsOptions { Count = parsed.GetValue(count), Seed = parsed.GetValue(seed), WithBroker = parsed.GetValue(rabbit) }, parsed.GetValue(markdown), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(KillsOptions options, FileInfo? markdown, CancellationToken cancellation)
    {
        var machine = Machine.Describe();
        await using var run = new KillsRun(options, Console.WriteLine);
        KillsResult result;
        try
        {
            result = await run.RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (LabException failure)
        {
            await Console.Error.WriteLineAsync($"{failure.Message}{Environment.NewLine}Logs: {run.Directory}").ConfigureAwait(false);
            return 1;
        }

        (string Name, string Value)[] facts =
        [
            ("command", string.Create(CultureInfo.InvariantCulture, $"kills --count {options.Count} --seed {options.Seed}{(options.WithBroker ? " --rabbitmq" : "")}")),
            ("machine", machine),
            ("duration", string.Create(CultureInfo.InvariantCulture, $"{result.Lasted:hh\\:mm\\:ss}")),
            ("kills of the worker", result.Kills.ToString(CultureInfo.InvariantCulture)),
            ("failovers", result.Failovers.ToString(CultureInfo.InvariantCulture)),
        ];
        await ProofConsole.ConcludeAsync(result.Verdict, facts, markdown, run.Directory, run.ForgetAsync).ConfigureAwait(false);
        return result.Verdict.IsGood ? 0 : 1;
    }
}
