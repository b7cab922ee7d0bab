using System.Text;

namespace SentinelEvents.Fuzz;

/// <summary>One thread's place: what it tries now, also for whoever looks after an input that has ended the process.</summary>
internal sealed class FuzzLane
{
    private readonly FuzzOptions options;
    private readonly Microsoft.Win32.SafeHandles.SafeFileHandle? file;
    private readonly string? path;
    private long began;

    public FuzzLane(FuzzOptions options, int number)
    {
        this.options = options;
        if (options.Folder is { } folder)
        {
            Directory.CreateDirectory(folder);
            path = Path.Combine(folder, FormattableString.Invariant($"under-way-{Environment.ProcessId}-{number}"));
            file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        }
    }

    public FuzzTarget? Target { get; private set; }

    public long Index { get; private set; }

    /// <summary>How long it has been trying this input.</summary>
    public TimeSpan Busy => Target is null ? TimeSpan.Zero : TimeProvider.System.GetElapsedTime(Volatile.Read(ref began));

    public void Begin(FuzzTarget target, long index)
    {
        (Target, Index) = (target, index);
        Volatile.Write(ref began, TimeProvider.System.GetTimestamp());
        if (file is not null)
        {
            RandomAccess.Write(file, Encoding.ASCII.GetBytes(FormattableString.Invariant($"{target.Name}:{options.Seed}:{index,-20}\n")), 0);
        }
    }

    public void Done()
    {
        Target = null;
        file?.Dispose();
        if (path is not null)
        {
            File.Delete(path);
        }
    }
}
