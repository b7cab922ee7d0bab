namespace SentinelEvents.Lab;

/// <summary>The service as it is published for use: a Release build that is compiled ahead of time (ReadyToRun).</summary>
internal sealed class PublishedWorker : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(20);

    private readonly LabDirectory directory = LabDirectory.Create("published");

    private PublishedWorker()
    {
    }

    /// <summary>The assembly to start.</summary>
    internal string Program => ProgramIn(directory.File("out"));

    /// <summary>Publishes the sources that the lab was built from; nothing of it lies among them afterwards.</summary>
    internal static async Task<PublishedWorker> PublishAsync(Action<string> note)
    {
        var published = new PublishedWorker();
        try
        {
            await PublishIntoAsync(published.directory.File("out"), note).ConfigureAwait(false);
            return published;
        }
        catch
        {
            await published.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Publishes them into a directory that stays.</summary>
    /// <returns>The assembly to start.</returns>
    internal static async Task<string> PublishIntoAsync(string output, Action<string> note)
    {
        note("Publishing the service with ReadyToRun, which takes a minute or two");
        await using var directory = LabDirectory.Create("publishing");
        await using var process = await ServerProcess.StartAsync(new ServerCommand
        {
            Name = "dotnet publish",
            FileName = ServerPrograms.DotNet,
            Arguments =
            [
                "publish", Path.Combine(Sources(), "src", "Worker", "Worker.csproj"), "-c", "Release", "--use-current-runtime", "--self-contained", "false",
                "-p:PublishReadyToRun=true", "-m:1", "-nodeReuse:false",
                // These sources were judged when the lab was built from them.
                "-p:RunAnalyzers=false",
                // A lock file for one platform more is not the one that is kept.
                "-p:NuGetLockFilePath=obj/published.lock.json", "-p:RestoreLockedMode=false",
                "--artifacts-path", directory.File("artifacts"), "-o", output,
            ],
            WorkingDirectory = directory.Path,
        }).ConfigureAwait(false);
        return await process.WaitForExitAsync(Deadline).ConfigureAwait(false) == 0 ? ProgramIn(output) : throw new LabException(process.LogTail());
    }

    public ValueTask DisposeAsync() => directory.DisposeAsync();

    private static string ProgramIn(string output) => Path.Combine(output, "sentinel-events.dll");

    private static string Sources()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "SentinelEvents.sln")))
            {
                return directory.FullName;
            }
        }

        throw new LabException($"The sources are not above {AppContext.BaseDirectory}: name a published service with --program.");
    }
}
