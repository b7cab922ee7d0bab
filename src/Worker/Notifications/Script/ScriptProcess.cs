using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SentinelEvents.Worker.Notifications.Script;

/// <summary>A script that runs, in a session and a process group of its own: what it starts belongs to it and ends with it when it is killed.</summary>
internal sealed class ScriptProcess
{
    // What a pipe holds: no more can be left over from a script that has ended.
    private const int LongestRest = 64 * 1024;

    private readonly int _id;
    private readonly SafeFileHandle _output;
    private readonly SafeFileHandle _ended;
    private readonly SafeFileHandle _end;
    private readonly OutputTail _tail = new();
    private readonly Lock _gate = new();
    private readonly Task _reading;
    private bool _gone;

    private ScriptProcess(int id, SafeFileHandle output, (SafeFileHandle Read, SafeFileHandle Write) ended)
    {
        _id = id;
        _output = output;
        (_ended, _end) = ended;

        // Threads of their own: both wait in the system for as long as the script takes.
        _reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Ended = Task.Factory.StartNew(AwaitEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>The script's own end; what it left running in the background goes on.</summary>
    public Task<ScriptEnd> Ended { get; }

    /// <summary>Starts a program.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Without the path.</param>
    /// <param name="environment">All of it, as <c>NAME=value</c>.</param>
    /// <param name="input">What it can read on its standard input, and need not.</param>
    /// <param name="error">The system's number where it does not start.</param>
    /// <returns>Null where it does not start.</returns>
    public static ScriptProcess? Start(string path, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, ReadOnlySpan<byte> input, out int error)
    {
        // A file that only memory holds: unlike a pipe it takes everything at once and does not mind whether somebody reads it.
        using var given = Owned(Posix.MemoryFile("event", Posix.MemoryCloseOnExec));
        RandomAccess.Write(given, input, 0);
        var output = Pipe();
        var ended = Pipe();
        using (output.Write)
        {
            error = Spawn(path, [path, .. arguments, null], [.. environment, null], given, output.Write, out var id);
            if (error == 0)
            {
                return new ScriptProcess(id, output.Read, ended);
            }
        }

        output.Read.Dispose();
        ended.Read.Dispose();
        ended.Write.Dispose();
        return null;
    }

    /// <summary>Ends the script and everything in its process group at once, without asking.</summary>
    public void Kill()
    {
        lock (_gate)
        {
            // Once its end is taken the number may belong to somebody else.
            if (!_gone)
            {
                _ = Posix.Signal(-_id, Posix.Kill);
            }
        }
    }

    /// <summary>The last that it wrote, once it has ended.</summary>
    public async Task<string> OutputAsync()
    {
        await _reading;
        return _tail.ToString();
    }

    private static int Spawn(string path, string?[] arguments, string?[] environment, SafeFileHandle input, SafeFileHandle output, out int id)
    {
        var memory = Marshal.AllocHGlobal(3 * Posix.OpaqueSize);
        var (attributes, actions, signals) = (memory, memory + Posix.OpaqueSize, memory + (2 * Posix.OpaqueSize));
        try
        {
            _ = Posix.InitAttributes(attributes);
            _ = Posix.InitActions(actions);

            // What the runtime does with signals is no business of the script's.
            _ = Posix.FillSignals(signals);
            _ = Posix.SetDefaults(attributes, signals);
            _ = Posix.EmptySignals(signals);
            _ = Posix.SetMask(attributes, signals);
            _ = Posix.SetFlags(attributes, Posix.SetSession | Posix.SetSignalDefaults | Posix.SetSignalMask);
            _ = Posix.AddDuplicate(actions, (int)input.DangerousGetHandle(), 0);
            _ = Posix.AddDuplicate(actions, (int)output.DangerousGetHandle(), 1);
            _ = Posix.AddDuplicate(actions, (int)output.DangerousGetHandle(), 2);
            var error = Posix.Spawn(out id, path, actions, attributes, arguments, environment);
            _ = Posix.DestroyActions(actions);
            _ = Posix.DestroyAttributes(attributes);
            return error;
        }
        finally
        {
            Marshal.FreeHGlobal(memory);
        }
    }

    private ScriptEnd AwaitEnd()
    {
        var information = Marshal.AllocHGlobal(Posix.OpaqueSize);
        try
        {
            // Left in place first: until its end is taken its number stays its own, and it can be killed.
            while (Posix.AwaitEnd(Posix.OfProcess, _id, information, Posix.Exited | Posix.LeaveIt) != 0 && Marshal.GetLastPInvokeError() == Posix.Interrupted)
            {
            }

            lock (_gate)
            {
                _gone = true;
                return Posix.TakeEnd(_id, out var status, 0) == _id ? ScriptEnd.Of(status) : ScriptEnd.Unknown;
            }
        }
        finally
        {
            Marshal.FreeHGlobal(information);
            _end.Dispose();
        }
    }

    /// <summary>Reads until nobody can write any more, or until the script has ended: what it left in the background may hold its output open for ever.</summary>
    private void Read()
    {
        Posix.Watched[] watched =
        [
            new() { File = (int)_output.DangerousGetHandle(), Wanted = Posix.Readable },
            new() { File = (int)_ended.DangerousGetHandle(), Wanted = Posix.Readable },
        ];
        var buffer = new byte[4096];
        using (var output = new FileStream(_output, FileAccess.Read, bufferSize: 0))
        using (_ended)
        {
            for (var rest = LongestRest; rest > 0;)
            {
                if (Posix.Poll(watched, (nuint)watched.Length, Timeout.Infinite) < 0)
                {
                    if (Marshal.GetLastPInvokeError() == Posix.Interrupted)
                    {
                        continue;
                    }

                    return;
                }

                var length = (watched[0].Seen & Posix.Readable) == 0 ? 0 : output.Read(buffer);
                if (length == 0)
                {
                    return;
                }

                _tail.Add(buffer.AsSpan(0, length));
                rest -= watched[1].Seen == 0 ? 0 : length;
            }
        }
    }

    private static (SafeFileHandle Read, SafeFileHandle Write) Pipe()
    {
        var ends = new int[2];
        return Posix.Pipe(ends, Posix.CloseOnExec) == 0 ? (Owned(ends[0]), Owned(ends[1])) : throw Failed();
    }

    private static SafeFileHandle Owned(int file) => file >= 0 ? new SafeFileHandle(file, ownsHandle: true) : throw Failed();

    private static IOException Failed() => new(FormattableString.Invariant($"error {Marshal.GetLastPInvokeError()} of the system"));
}
