using System.Collections.Concurrent;
using System.Diagnostics;

namespace SentinelEvents.Lab;

/// <summary>Starts processes that die with this one, even when this one is killed.</summary>
/// <remarks>
/// The kernel's parent-death signal is sent when the *thread* that forked ends, and threads of the pool end when they are idle.
/// So one thread that never ends starts them all.
/// </remarks>
internal static class ProcessLauncher
{
    private static readonly string? Setpriv = ServerPrograms.Find("setpriv");
    private static readonly BlockingCollection<(Process Process, TaskCompletionSource Started)> Waiting = new(boundedCapacity: 256);

    static ProcessLauncher() => new Thread(StartForever) { IsBackground = true, Name = "lab process launcher" }.Start();

    internal static async Task<Process> StartAsync(ServerCommand command)
    {
        var start = new ProcessStartInfo
        {
            FileName = Setpriv ?? command.FileName,
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in (string[])(Setpriv is null ? [] : ["--pdeathsig", "KILL", "--", command.FileName]))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Waiting.Add((process, started));
        await started.Task.ConfigureAwait(false);
        return process;
    }

    private static void StartForever()
    {
        foreach (var (process, started) in Waiting.GetConsumingEnumerable())
        {
            try
            {
                process.Start();
                started.SetResult();
            }
            catch (Exception exception)
            {
                started.SetException(new LabException($"{process.StartInfo.FileName} could not be started: {exception.Message}", exception));
            }
        }
    }
}
