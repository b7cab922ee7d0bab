using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace SentinelEvents.Lab;

/// <summary>One running server: its output, its end, and the signals a test sends it.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 20_000;
    private const int TailLines = 30;
    private static readonly TimeSpan GraceAfterKill = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GraceForOutput = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly Queue<string> lines = [];
    private readonly Process process;
    private readonly Task pumps;
    private bool disposed;

    private ServerProcess(ServerCommand command, Process process)
    {
        Command = command;
        this.process = process;
        Id = process.Id;
        // An end of input is what a server run by hand in the background would see.
        process.StandardInput.Close();
        pumps = Task.WhenAll(PumpAsync(process.StandardOutput), PumpAsync(process.StandardError));
    }

    /// <summary>A line of output, as it comes; standard output and standard error alike.</summary>
    public event Action<string>? LineWritten;

    public ServerCommand Command { get; }

    public int Id { get; }

    public bool HasExited => disposed || process.HasExited;

    /// <summary>Stopped by <see cref="Freeze"/> and not yet continued.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>What it wrote so far; of very long output the last part.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    public static async Task<ServerProcess> StartAsync(ServerCommand command, Action<string>? onLine = null)
    {
        var server = new ServerProcess(command, await ProcessLauncher.StartAsync(command).ConfigureAwait(false));
        if (onLine is not null)
        {
            // Lines may have come already: hand those over first, each line once and in order.
            lock (server.gate)
            {
                foreach (var line in server.lines)
                {
                    onLine(line);
                }

                server.LineWritten += onLine;
            }
        }

        return server;
    }

    /// <summary>The end of its output and of its own log, for texts of failures.</summary>
    public string LogTail()
    {
        var text = new StringBuilder();
        var end = HasExited ? disposed ? "stopped" : string.Create(CultureInfo.InvariantCulture, $"ended with {process.ExitCode}") : "running";
        text.AppendLine(CultureInfo.InvariantCulture, $"--- {Command.Name} (pid {Id}, {end}), output:");
        foreach (var line in Lines.TakeLast(TailLines))
        {
            text.Append("    ").AppendLine(line);
        }

        if (Command.LogFile is { } file && File.Exists(file))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"--- {file}:");
            foreach (var line in SharedFile.ReadLines(file).TakeLast(TailLines))
            {
                text.Append("    ").AppendLine(line);
            }
        }

        return text.ToString();
    }

    /// <summary>Waits until a line of its output satisfies the condition; earlier lines count.</summary>
    public async Task<string> WaitForLineAsync(string what, Func<string, bool> condition, TimeSpan deadline, CancellationToken cancellation = default)
    {
        string? found = null;
        await WaitUntilAsync(
            what,
            _ => Task.FromResult((found = Lines.FirstOrDefault(condition)) is null ? "no such line" : null),
            deadline,
            cancellation).ConfigureAwait(false);
        return found!;
    }

    /// <summary>Waits for a condition while it runs; its end is a failure at once, not after the deadline.</summary>
    public Task WaitUntilAsync(string what, Func<CancellationToken, Task<string?>> missing, TimeSpan deadline, CancellationToken cancellation = default) =>
        Eventually.BecomesAsync(
            $"{Command.Name}: {what}",
            async token =>
            {
                var ended = HasExited;
                var answer = await missing(token).ConfigureAwait(false);
                return answer is not null && ended
                    ? throw new LabException($"{Command.Name} ended before: {what}. Seen last: {answer}{Environment.NewLine}{LogTail()}")
                    : answer;
            },
            deadline,
            LogTail,
            cancellation);

    /// <summary>SIGKILL, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        Send(ProcessSignal.Kill);
        await EndAsync(GraceAfterKill).ConfigureAwait(false);
    }

    /// <summary>SIGTERM, and its exit code.</summary>
    public async Task<int> TerminateAsync(TimeSpan deadline)
    {
        Send(ProcessSignal.Terminate);
        if (IsFrozen)
        {
            Continue();
        }

        await EndAsync(deadline).ConfigureAwait(false);
        return process.ExitCode;
    }

    /// <summary>Waits until it ends by itself; its exit code.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan deadline)
    {
        await EndAsync(deadline).ConfigureAwait(false);
        return process.ExitCode;
    }

    /// <summary>SIGSTOP.</summary>
    public void Freeze()
    {
        Send(ProcessSignal.Stop);
        IsFrozen = true;
    }

    /// <summary>SIGCONT.</summary>
    public void Continue()
    {
        Send(ProcessSignal.Continue);
        IsFrozen = false;
    }

    public void Send(ProcessSignal signal)
    {
        // A reaped pid may already be somebody else's.
        if (!HasExited && NativeMethods.Kill(Id, (int)signal) != 0 && !HasExited)
        {
            throw new LabException($"Signal {signal} to {Command.Name} (pid {Id}) failed: errno {Marshal.GetLastPInvokeError()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }

        Send(ProcessSignal.Kill);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        disposed = true;
        process.Dispose();
    }

    private async Task EndAsync(TimeSpan deadline)
    {
        using var expiry = new CancellationTokenSource(deadline, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(expiry.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new LabException($"{Command.Name} did not end within {deadline.TotalSeconds} s.{Environment.NewLine}{LogTail()}");
        }

        // Its last words, normally there at once. A helper that it left behind may hold the pipe open, which is no reason to fail.
        await Task.WhenAny(pumps, Task.Delay(GraceForOutput, TimeProvider.System)).ConfigureAwait(false);
    }

    private async Task PumpAsync(StreamReader reader)
    {
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                lock (gate)
                {
                    lines.Enqueue(line);
                    if (lines.Count > LinesKept)
                    {
                        lines.Dequeue();
                    }

                    LineWritten?.Invoke(line);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process was disposed while its output was read: there is nobody left to tell.
        }
    }
}
