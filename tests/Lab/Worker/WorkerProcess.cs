using System.Text.Json.Nodes;

namespace SentinelEvents.Lab;

/// <summary>The service itself, as a process that can be killed: started as its users start it, with a configuration file.</summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private readonly LabDirectory directory = LabDirectory.Create("worker");
    private readonly WorkerSettings settings;
    private ServerProcess? process;

    private WorkerProcess(WorkerSettings settings) => this.settings = settings;

    /// <summary>Where it runs: a relative path in its configuration, such as the journal's, is relative to this.</summary>
    public string WorkingDirectory => directory.Path;

    public string ConfigurationFile => directory.File("sentinel-events.json");

    public ServerProcess Process => process ?? throw new LabException("The worker was never started.");

    /// <summary>Starts it without waiting for anything: what "ready" means is the test's to say.</summary>
    public static async Task<WorkerProcess> StartAsync(WorkerSettings settings)
    {
        var worker = new WorkerProcess(settings);
        try
        {
            await worker.ConfigureAsync(settings.Configuration).ConfigureAwait(false);
            await worker.StartAgainAsync().ConfigureAwait(false);
            return worker;
        }
        catch
        {
            await worker.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Replaces the configuration file in one step.</summary>
    public Task ConfigureAsync(JsonNode configuration) => SharedFile.ReplaceAsync(ConfigurationFile, configuration.ToJsonString());

    /// <summary>Starts it again with the files it left behind.</summary>
    public async Task StartAgainAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }

        var program = settings.Program is { } path ? new WorkerProgram(path) : WorkerProgram.Default;
        if (!File.Exists(program.Path))
        {
            throw new LabException($"The worker is not at {program.Path}.");
        }

        process = await ServerProcess.StartAsync(
            new ServerCommand
            {
                Name = "sentinel-events",
                FileName = program.FileName,
                Arguments = program.With([settings.Command, "--config", ConfigurationFile, .. settings.Arguments]),
                Environment = settings.Environment,
                WorkingDirectory = directory.Path,
            },
            settings.OnLine).ConfigureAwait(false);
    }

    /// <summary>Runs another command of the program with the same configuration, beside the service itself.</summary>
    public Task<WorkerCommand> RunAsync(TimeSpan deadline, params IReadOnlyList<string> arguments) =>
        WorkerCommand.RunAsync(WorkingDirectory, [.. arguments, "--config", ConfigurationFile], deadline);

    public Task<string> WaitForLineAsync(string what, Func<string, bool> condition, TimeSpan deadline, CancellationToken cancellation = default) =>
        Process.WaitForLineAsync(what, condition, deadline, cancellation);

    public Task WaitUntilAsync(string what, Func<CancellationToken, Task<string?>> missing, TimeSpan deadline, CancellationToken cancellation = default) =>
        Process.WaitUntilAsync(what, missing, deadline, cancellation);

    /// <summary>kill -9.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>SIGTERM; its exit code.</summary>
    public Task<int> StopAsync(TimeSpan deadline) => Process.TerminateAsync(deadline);

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }

        await directory.DisposeAsync().ConfigureAwait(false);
    }
}
