using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Documentation;

/// <summary>Runs blocks of a page one after the other in one shell, as somebody would who pastes them, in a directory that is removed afterwards.</summary>
internal sealed class PageScript : IAsyncDisposable
{
    private readonly LabDirectory directory = LabDirectory.Create("page");
    private readonly IReadOnlyDictionary<string, string> spelt;

    /// <param name="spelt">What stands on the page, by what it is here: ports, addresses, what the reader is to fill in.</param>
    public PageScript(IReadOnlyDictionary<string, string> spelt) => this.spelt = spelt;

    /// <summary>Where the commands run, unless they go elsewhere.</summary>
    public string Place => directory.Subdirectory("place");

    /// <summary>The text with what is different here.</summary>
    public string Spell(string text) => spelt.Count == 0
        ? text
        : Regex.Replace(text, string.Join('|', spelt.Keys.OrderByDescending(key => key.Length).Select(key => $@"(?<!\w){Regex.Escape(key)}(?!\w)")), match => spelt[match.Value]);

    /// <summary>Runs them; what each wrote and how it ended, in their order. What one leaves running is ended with the last.</summary>
    public async Task<IReadOnlyList<(int ExitCode, string Output)>> RunAsync(IReadOnlyList<string> blocks, TimeSpan deadline, string? startIn = null)
    {
        var results = directory.Subdirectory("results");
        var program = Path.Combine(directory.Subdirectory("bin"), "sentinel-events");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec {string.Join(' ', WorkerProgram.Default.With().Prepend(WorkerProgram.Default.FileName).Select(word => $"'{word}'"))} \"$@\"\n");
        var script = new StringBuilder($"chmod +x {program}\ntrap 'kill $(jobs -p) 2> /dev/null; wait' EXIT\n");
        foreach (var (number, block) in blocks.Index())
        {
            script.Append(CultureInfo.InvariantCulture, $"{{\n{Spell(block).TrimEnd()}\n}} > {results}/{number}.out 2>&1\necho $? > {results}/{number}.code\necho block {number}\n");
        }

        var file = directory.File("page.sh");
        await File.WriteAllTextAsync(file, script.ToString());
        await using var shell = await ServerProcess.StartAsync(new ServerCommand
        {
            Name = "the commands of a page",
            FileName = "bash",
            Arguments = [file],
            Environment = new Dictionary<string, string?> { ["PATH"] = $"{directory.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}", ["TMPDIR"] = Place, ["LC_ALL"] = "C.UTF-8" },
            WorkingDirectory = startIn ?? Place,
        });
        try
        {
            await shell.WaitForExitAsync(deadline);
        }
        catch (LabException failure)
        {
            throw new LabException($"{failure.Message}{Environment.NewLine}{string.Join(Environment.NewLine, Results().Select(one => one.Output))}", failure);
        }

        return Results();

        IReadOnlyList<(int ExitCode, string Output)> Results() =>
        [
            .. blocks.Select((_, number) => (
                File.Exists($"{results}/{number}.code") ? int.Parse(File.ReadAllText($"{results}/{number}.code"), CultureInfo.InvariantCulture) : -1,
                File.Exists($"{results}/{number}.out") ? File.ReadAllText($"{results}/{number}.out") : "not reached")),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        // What the shell could not end because it was killed itself.
        foreach (var process in Directory.GetDirectories("/proc").Where(RunsHere))
        {
            try
            {
                using var left = System.Diagnostics.Process.GetProcessById(int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture));
                left.Kill();
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
            }
        }

        await directory.DisposeAsync();
    }

    private bool RunsHere(string process)
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(process)[0]) && new FileInfo(Path.Combine(process, "cwd")).LinkTarget is { } place && place.StartsWith(directory.Path, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
