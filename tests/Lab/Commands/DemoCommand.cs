using System.CommandLine;
using Spectre.Console;

namespace SentinelEvents.Lab;

/// <summary><c>demo</c>: one failover becomes one mail, one webhook and one message.</summary>
internal static class DemoCommand
{
    private const int PipeWidth = 140;
    private const int Interrupted = 130;

    internal static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "End after the failover: 0 if exactly one MasterSwitched arrived everywhere, otherwise 1." };
        var downAfter = new Option<int>("--down-after") { Description = "The sentinels' down-after-milliseconds.", DefaultValueFactory = _ => 2000 };
        var command = new Command("demo", "Kill a master and watch one failover become one mail, one webhook and one message on the bus.") { once, downAfter };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(once), TimeSpan.FromMilliseconds(parsed.GetValue(downAfter)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(bool once, TimeSpan downAfter, CancellationToken cancellation)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = PipeWidth;
        }

        var playing = false;
        try
        {
            var good = await new DemoShow(console, downAfter).RunAsync(
                (stage, feed) =>
                {
                    playing = !once;
                    return once ? Task.CompletedTask : new DemoPlay(console, stage, feed).RunAsync(cancellation);
                },
                cancellation).ConfigureAwait(false);
            if (Environment.GetEnvironmentVariable("KEEP") is not { Length: > 0 })
            {
                console.MarkupLine(" [grey]Everything is stopped and removed again; with KEEP=1 in the environment the files stay.[/]");
            }

            return good ? 0 : 1;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            console.WriteLine();
            console.WriteLine(" Stopped; nothing is left behind.");
            return playing ? 0 : Interrupted;
        }
        catch (LabException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return 1;
        }
    }
}
