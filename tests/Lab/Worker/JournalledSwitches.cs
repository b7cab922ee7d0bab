using System.Text.Json;
using System.Text.Json.Nodes;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>Asks the <c>events</c> command, as an operator would, which switches the journal holds.</summary>
public static class JournalledSwitches
{
    public static async Task<IReadOnlyList<Guid>> ReadAsync(WorkerProcess worker, TimeSpan deadline)
    {
        await using var command = await ServerProcess.StartAsync(new ServerCommand
        {
            Name = "sentinel-events events",
            FileName = WorkerProgram.Default.FileName,
            Arguments = WorkerProgram.Default.With(
                "events", "--config", worker.ConfigurationFile,
                "--kind", nameof(EventKind.MasterSwitched), "--format", "json"),
            WorkingDirectory = worker.WorkingDirectory,
        }).ConfigureAwait(false);
        if (await command.WaitForExitAsync(deadline).ConfigureAwait(false) != 0)
        {
            throw new LabException(command.LogTail());
        }

        try
        {
            return [.. JsonNode.Parse(string.Join('\n', command.Lines))!.AsArray().Select(row => row!["eventId"]!.GetValue<Guid>())];
        }
        catch (JsonException exception)
        {
            throw new LabException(command.LogTail(), exception);
        }
    }
}
