using System.Text.Json.Nodes;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Notifications;

/// <summary>
/// Packages that others wrote to receive what this service sends. They come from the npm registry in the versions of <c>Node/package-lock.json</c>, once, into the
/// directory that the tests run from.
/// </summary>
internal static class NodeReader
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Notifications", "Node");
    private static readonly Lazy<Task<string?>> Missing = new(InstallAsync);

    /// <summary>Stands first in a test that needs them.</summary>
    public static async Task OrSkipAsync()
    {
        RequiresServer.OrSkip(ServerKind.Node);
        if (await Missing.Value is { } missing)
        {
            RequiresServer.Skip(missing);
        }
    }

    /// <summary>Runs one of the scripts beside the lock.</summary>
    /// <returns>The list in the last line of its output.</returns>
    public static async Task<JsonArray> RunAsync(string script, JsonArray input, CancellationToken cancellation)
    {
        await using var directory = LabDirectory.Create("node");
        await File.WriteAllTextAsync(directory.File("input.json"), input.ToJsonString(), cancellation);
        await using var node = await StartAsync(script, ServerPrograms.Node, script, directory.File("input.json"));
        var code = await node.WaitForExitAsync(Patience);
        Assert.True(code == 0, node.LogTail());
        return JsonNode.Parse(node.Lines[^1])!.AsArray();
    }

    /// <summary>Starts one that runs until it is disposed.</summary>
    public static Task<ServerProcess> ServeAsync(string script, params IReadOnlyList<string> arguments) => StartAsync(script, ServerPrograms.Node, [script, .. arguments]);

    private static async Task<string?> InstallAsync()
    {
        // Written last, so that an install that was cut short is done again.
        var installed = Path.Combine(Folder, "node_modules", "installed-from.json");
        var wanted = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"));
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == wanted)
        {
            return null;
        }

        await using var npm = await StartAsync("npm ci", ServerPrograms.Npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error");
        if (await npm.WaitForExitAsync(Patience) != 0)
        {
            return $"The packages of {Folder} could not be installed.{Environment.NewLine}{npm.LogTail()}";
        }

        await File.WriteAllTextAsync(installed, wanted);
        return null;
    }

    private static Task<ServerProcess> StartAsync(string name, string program, params IReadOnlyList<string> arguments) => ServerProcess.StartAsync(new ServerCommand
    {
        Name = name,
        FileName = program,
        Arguments = arguments,
        WorkingDirectory = Folder,
    });
}
