namespace SentinelEvents.Lab;

/// <summary>What a run of the program that ended by itself left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Lines">Standard output and standard error.</param>
public sealed record WorkerCommand(int ExitCode, IReadOnlyList<string> Lines)
{
    public string Text => string.Join(Environment.NewLine, Lines);

    /// <summary>Runs it as its users do, and waits for its end.</summary>
    public static async Task<WorkerCommand> RunAsync(string directory, IReadOnlyList<string> arguments, TimeSpan deadline, IReadOnlyDictionary<string, string?>? environment = null)
    {
        await using var process = await ServerProcess.StartAsync(new ServerCommand
        {
            Name = $"sentinel-events {string.Join(' ', arguments)}",
            FileName = WorkerProgram.Default.FileName,
            Arguments = WorkerProgram.Default.With(arguments),
            WorkingDirectory = directory,
            Environment = environment ?? new Dictionary<string, string?>(),
        }).ConfigureAwait(false);
        var exitCode = await process.WaitForExitAsync(deadline).ConfigureAwait(false);
        return new WorkerCommand(exitCode, process.Lines);
    }
}
