using System.CommandLine;

namespace SentinelEvents.Lab;

/// <summary>Which build of the service a measurement is of.</summary>
internal static class ProgramOption
{
    internal static Option<string?> Create() => new("--program")
    {
        Description = "The sentinel-events.dll or sentinel-events to measure; otherwise the sources are published with ReadyToRun first.",
    };

    /// <summary>Runs a measurement of the given program, or of one that is published for it.</summary>
    internal static async Task WithAsync(string? program, Action<string> note, Func<string, Task> measure)
    {
        if (program is not null)
        {
            await measure(Path.GetFullPath(program)).ConfigureAwait(false);
            return;
        }

        await using var published = await PublishedWorker.PublishAsync(note).ConfigureAwait(false);
        await measure(published.Program).ConfigureAwait(false);
    }
}
