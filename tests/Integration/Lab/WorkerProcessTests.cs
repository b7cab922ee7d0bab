using System.Text.Json.Nodes;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Lab;

public sealed class WorkerProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task StartAsync_OfACommandThatEnds_AnswersItsExitCode()
    {
        await using var worker = await WorkerProcess.StartAsync(new WorkerSettings { Configuration = new JsonObject(), Command = "check" });

        // Whatever it thinks of an empty configuration: these are the codes it may end with.
        Assert.InRange(await worker.Process.WaitForExitAsync(Patience), 0, 2);
    }

    [Fact]
    public async Task StartAsync_OfAProgramThatIsNotThere_SaysWhereItLooked()
    {
        var settings = new WorkerSettings { Configuration = new JsonObject(), Program = "/nowhere/sentinel-events.dll" };

        var failure = await Assert.ThrowsAsync<LabException>(() => WorkerProcess.StartAsync(settings));

        Assert.Contains("/nowhere/sentinel-events.dll", failure.Message, StringComparison.Ordinal);
    }
}
