using System.CommandLine;
using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary><c>chaos</c>: everything fails at random, and the sentinels' own accounts judge what was told.</summary>
internal static class ChaosCommand
{
    private const string Description =
        "Real redis, sentinels, workers, PostgreSQL, RabbitMQ, webhook and mail server on loopback; faults at random (kill -9, SIGSTOP, partitions, RESET, "
        + "REMOVE + MONITOR, failovers, broken receivers), then repair and quiet. Every sentinel's log and its own answers then say what was "
        + "true. Prints what was lost, duplicated, out of order or untrue; exit 0 only when nothing was. The plan of the faults is made "
        + "from the seed; what the servers make of it is not reproducible to the millisecond.";

    internal static Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long faults are begun.", DefaultValueFactory = _ => 10 };
        var seed = new Option<int>("--seed") { Description = "Decides the faults: the same seed, the same plan.", DefaultValueFactory = _ => 1 };
        var masters = new Option<int>("--masters") { Description = "Masters, with two replicas each.", DefaultValueFactory = _ => 2 };
        var sentinels = new Option<int>("--sentinels") { Description = "Sentinels.", DefaultValueFactory = _ => 3 };
        var workers = new Option<int>("--workers") { Description = "Workers; more than one share a journal, and so imply --postgres.", DefaultValueFactory = _ => 1 };
        var postgres = new Option<bool>("--postgres") { Description = "The journal in PostgreSQL." };
        var pace = new Option<double>("--pace") { Description = "Seconds between the beginnings of two faults, on average.", DefaultValueFactory = _ => 4 };
        var only = new Option<FaultKind[]>("--only") { Description = $"Only these faults: {string.Join(", ", Enum.GetNames<FaultKind>())}.", AllowMultipleArgumentsPerToken = true };
        var markdown = new Option<FileInfo?>("--markdown") { Description = "Also write the tables to this file." };
        Positive(minutes);
        Positive(pace);
        AtLeast(masters, 1);
        AtLeast(sentinels, 1);
        AtLeast(workers, 1);
        var command = new Command("chaos", Description) { minutes, seed, masters, sentinels, workers, postgres, pace, only, markdown };
        command.SetAction((parsed, cancellation) => RunAsync(
            new ChaosOptions
            {
                Length = TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                Seed = parsed.GetValue(seed),
                Masters = parsed.GetValue(masters),
                Sentinels = parsed.GetValue(sentinels),
                Workers = parsed.GetValue(workers),
                Journal = parsed.GetValue(postgres) || parsed.GetValue(workers) > 1 ? JournalKind.Postgres : JournalKind.Sqlite,
                Kinds = parsed.GetValue(only) ?? [],
                Pace = TimeSpan.FromSeconds(parsed.GetValue(pace)),
            },
            parsed.GetValue(markdown),
            cancellation));
        return command;
    }

    private static void Positive(Option<double> option) => option.Validators.Add(result =>
    {
        if (!(result.GetValueOrDefault<double>() > 0))
        {
            result.AddError($"{option.Name} is a number above 0.");
        }
    });

    private static void AtLeast(Option<int> option, int least) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < least)
        {
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is a number from {least}."));
        }
    });

    private static async Task<int> RunAsync(ChaosOptions options, FileInfo? markdown, CancellationToken cancellation)
    {
        var machine = Machine.Describe();
        await using var run = new ChaosRun(options, Console.WriteLine);
        ChaosResult result;
        try
        {
            result = await run.RunAsync(cancellation).ConfigureAwait(false);
        }
        catch (LabException failure)
        {
            await Console.Error.WriteLineAsync($"{failure.Message}{Environment.NewLine}The logs are kept: {run.Directory}").ConfigureAwait(false);
            return 1;
        }

        (string Name, string Value)[] facts =
        [
            ("command", string.Create(CultureInfo.InvariantCulture, $"chaos --minutes {options.Length.TotalMinutes} --seed {options.Seed} --masters {options.Masters} --sentinels {options.Sentinels} --workers {options.Workers}{(options.Journal == JournalKind.Postgres ? " --postgres" : "")} --pace {options.Pace.TotalSeconds}{(options.Kinds.Count == 0 ? "" : $" --only {string.Join(' ', options.Kinds)}")}")),
            ("machine", machine),
            ("duration with repair and quiet", string.Create(CultureInfo.InvariantCulture, $"{result.Lasted:hh\\:mm\\:ss}")),
            ("faults", string.Create(CultureInfo.InvariantCulture, $"{result.Faults.Values.Sum()}: {string.Join(", ", result.Faults.OrderBy(entry => entry.Key).Select(entry => $"{entry.Value} {entry.Key}"))}")),
            ("faults that could not be done when their time came", result.Impossible.ToString(CultureInfo.InvariantCulture)),
            ("repairs that the sentinels do not do by themselves", result.Repairs.Count.ToString(CultureInfo.InvariantCulture)),
        ];
        await ProofConsole.ConcludeAsync(result.Verdict, facts, markdown, run.Directory, run.ForgetAsync).ConfigureAwait(false);
        return result.Verdict.IsGood ? 0 : 1;
    }
}
