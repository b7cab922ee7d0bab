using System.CommandLine;

namespace SentinelEvents.Lab;

/// <summary><c>publish</c>: the service as it is handed out, for <c>LAB_WORKER</c>.</summary>
internal static class PublishCommand
{
    internal static Command Create()
    {
        var output = new Argument<string>("output") { Description = "The directory for it." };
        var command = new Command("publish", "The service, compiled ahead of time as it is handed out. Prints the program, for the environment variable LAB_WORKER.") { output };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                Console.WriteLine(await PublishedWorker.PublishIntoAsync(Path.GetFullPath(parsed.GetValue(output)!), Console.Error.WriteLine).ConfigureAwait(false));
                return 0;
            }
            catch (LabException failure)
            {
                await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
                return 1;
            }
        });
        return command;
    }
}
