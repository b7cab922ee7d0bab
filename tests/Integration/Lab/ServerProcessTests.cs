using System.Globalization;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Lab;

public sealed class ServerProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TerminateAsync_OfAProcessThatHandlesIt_AnswersItsExitCodeAndOutput()
    {
        await using var process = await StartAsync("trap 'echo bye; exit 3' TERM; echo ready; while :; do read -t 1 x || sleep 0.1; done");
        await process.WaitForLineAsync("is ready", line => line == "ready", Patience, Cancellation);

        Assert.Equal(3, await process.TerminateAsync(Patience));
        Assert.Contains("bye", process.Lines);
    }

    [Fact]
    public async Task WaitForLineAsync_WhenTheProcessEnds_FailsAtOnceWithItsOutput()
    {
        await using var process = await StartAsync("echo no such option >&2; exit 1");

        var failure = await Assert.ThrowsAsync<LabException>(() => process.WaitForLineAsync("is ready", line => line == "ready", Patience, Cancellation));

        Assert.Contains("ended before: is ready", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Freeze_ThenContinue_StopsAndResumesTheProcess()
    {
        await using var process = await StartAsync("echo ready; exec sleep 1000");
        await process.WaitForLineAsync("is ready", line => line == "ready", Patience, Cancellation);

        process.Freeze();
        await Eventually.BecomesAsync("a stopped process", () => State(process) is 'T' or 't' ? null : $"state {State(process)}", Patience, cancellation: Cancellation);
        process.Continue();
        await Eventually.BecomesAsync("a running process", () => State(process) is 'S' or 'R' ? null : $"state {State(process)}", Patience, cancellation: Cancellation);
        await process.KillAsync();

        Assert.True(process.HasExited);
    }

    [Fact]
    public void Take_ManyPorts_AreDifferentAndBelowTheEphemeralRange()
    {
        var ports = Enumerable.Range(0, 50).Select(_ => FreePorts.Take()).ToList();

        Assert.Equal(50, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 20_000, 31_999));
    }

    private static Task<ServerProcess> StartAsync(string script) => ServerProcess.StartAsync(new ServerCommand
    {
        Name = "shell",
        FileName = "/bin/bash",
        Arguments = ["-c", script],
        WorkingDirectory = Path.GetTempPath(),
    });

    private static char State(ServerProcess process)
    {
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/stat"));
        return stat[stat.LastIndexOf(')') + 2];
    }
}
