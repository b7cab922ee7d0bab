using System.CommandLine;

namespace SentinelEvents.Lab;

/// <summary>Which build of the service a measurement is of.</summary>
internal static class ProgramOption
{
    /// <param name="otherwise">What is measured where it is not given.</param>
    internal static Option<string?> Create(string otherwise = "the sources are published with ReadyToRun first") => new("--program")
    {
        Description = $"The sentinel-events.dll or sentinel-events to measure; otherwise {otherwise}.",
    };

    /// <summary>Runs a measurement of the given program, or of one that is published for it.</summary>
    /// <param name="program">Where it is, or null.</param>
    /// <param name="measure">Measures and prints; whether all was as it has to be.</param>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(string? program, Func<string, Task<bool>> measure)
    {
        try
        {
            if (program is not null)
            {
                return await measure(Path.GetFullPath(program)).ConfigureAwait(false) ? 0 : 1;
            }

            await using var published = await PublishedWorker.PublishAsync(Console.Error.WriteLine).ConfigureAwait(false);
            return await measure(published.Program).ConfigureAwait(false) ? 0 : 1;
        }
        catch (LabException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return 1;
        }
    }
}
