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
        var workers = new Option<int>("--workers") { Description = "Workers; more than one share a journal, and so imply --postgres. Each kill strikes one of them.", DefaultValueFactory = _ => 1 };
        workers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--workers is a number from 1.");
            }
        });
        var postgres = new Option<bool>("--postgres") { Description = "The journal in PostgreSQL." };
        var markdown = new Option<FileInfo?>("--markdown") { Description = "Also write the tables to this file." };
        var command = new Command("kills", "Kill the service with SIGKILL at random moments of real failovers; every switch must still be told once to each receiver. Exit 0 only then.")
        {
            count, seed, rabbit, workers, postgres, markdown,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new KillsOptions
            {
                Count = parsed.GetValue(count),
                Seed = parsed.GetValue(seed),
                WithBroker = parsed.GetValue(rabbit),
                Workers = parsed.GetValue(workers),
                Journal = parsed.GetValue(postgres) || parsed.GetValue(workers) > 1 ? JournalKind.Postgres : JournalKind.Sqlite,
            },
            parsed.GetValue(markdown),
            cancellation));
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
            ("command", string.Create(CultureInfo.InvariantCulture, $"kills --count {options.Count} --seed {options.Seed}{(options.WithBroker ? " --rabbitmq" : "")} --workers {options.Workers}{(options.Journal == JournalKind.Postgres ? " --postgres" : "")}")),
            ("machine", machine),
            ("duration", string.Create(CultureInfo.InvariantCulture, $"{result.Lasted:hh\\:mm\\:ss}")),
            ("kills of a worker", result.Kills.ToString(CultureInfo.InvariantCulture)),
            ("failovers", result.Failovers.ToString(CultureInfo.InvariantCulture)),
        ];
        await ProofConsole.ConcludeAsync(result.Verdict, facts, markdown, run.Directory, run.ForgetAsync).ConfigureAwait(false);
        return result.Verdict.IsGood ? 0 : 1;
    }
}
