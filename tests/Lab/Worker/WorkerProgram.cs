namespace SentinelEvents.Lab;

/// <summary>The program of the service, as an assembly that the .NET host runs or as an executable of its own.</summary>
/// <param name="Path">Where it is.</param>
internal sealed record WorkerProgram(string Path)
{
    /// <summary>The one that was built beside the lab; or the published one that the environment variable <c>LAB_WORKER</c> names, so that all that the lab can do can be done to it.</summary>
    public static WorkerProgram Default { get; } =
        new(Environment.GetEnvironmentVariable("LAB_WORKER") is { Length: > 0 } published ? System.IO.Path.GetFullPath(published) : System.IO.Path.Combine(AppContext.BaseDirectory, "sentinel-events.dll"));

    /// <summary>What is started.</summary>
    public string FileName => IsAssembly ? ServerPrograms.DotNet : Path;

    private bool IsAssembly => Path.EndsWith(".dll", StringComparison.Ordinal);

    /// <summary>With which arguments.</summary>
    public IReadOnlyList<string> With(params IEnumerable<string> arguments) => IsAssembly ? [Path, .. arguments] : [.. arguments];
}
