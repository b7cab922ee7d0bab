using System.Diagnostics;

namespace SentinelEvents.Unit.Status;

/// <summary>Prometheus's own checker.</summary>
internal static class Promtool
{
    /// <summary>Runs it. Without it the test is skipped, and in CI fails.</summary>
    /// <returns>What it wrote; null where it found nothing wrong.</returns>
    public static async Task<string?> ComplaintAsync(string? input, params string[] arguments)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
        if (program is null)
        {
            const string missing = "promtool is not installed: run scripts/servers.sh prometheus";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", missing);
            Assert.Skip(missing);
        }

        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellation);
        var said = await output + await error;
        return process.ExitCode == 0 ? null : said.Length > 0 ? said : $"exit code {process.ExitCode}";
    }
}
