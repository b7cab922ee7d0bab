namespace SentinelEvents.Worker.Status.Memory;

/// <summary>
/// Gives memory back to the system that nobody uses any more. Reading the configuration, building the service, compiling, rehearsing and the first assessment leave a heap that
/// is half empty and pages of programs that nothing looks at again, and a service that has next to nothing to do would keep both for days. So would it what an incident needed.
/// </summary>
internal sealed class UnusedMemory(TimeProvider time) : BackgroundService
{
    /// <summary>By then the rehearsal is over, and the first assessment of all but the largest deployments.</summary>
    internal static readonly TimeSpan AfterTheStart = TimeSpan.FromSeconds(30);

    /// <summary>How long what a look found must stay as it is before it is given back.</summary>
    internal static readonly TimeSpan Certain = TimeSpan.FromSeconds(1);

    /// <summary>An assessment every five minutes, a report, an incident: each uses for seconds what stays for hours otherwise.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromMinutes(2);

    /// <summary>What was let go of last: what is still as it was then may be let go of again.</summary>
    private volatile HashSet<MappedRange> certain = [];

    /// <summary>Before much is needed at once. Everything stands still for it (docs/performance.md has for how long).</summary>
    public void GiveBack()
    {
        Compact();
        UnmanagedHeap.Trim();
        if (certain.Count > 0)
        {
            MappedFiles.Release(certain.Intersect(MappedFiles.Unwritten()));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var looks = 0; await WaitAsync(looks == 0 ? AfterTheStart : Every, stoppingToken); looks++)
        {
            if (looks == 0)
            {
                Compact();
            }
            else
            {
                // Beside everything else, unless a tenth of what is old is free (ConserveMemory). It also makes the pools of buffers let go of what nobody has asked for since.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
            }

            UnmanagedHeap.Trim();
            var unwritten = MappedFiles.Unwritten();
            if (await WaitAsync(Certain, stoppingToken))
            {
                certain = [.. unwritten.Intersect(MappedFiles.Unwritten())];
                MappedFiles.Release(certain);
            }
        }
    }

    /// <summary>Everything stands still for it.</summary>
    private static void Compact() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private async Task<bool> WaitAsync(TimeSpan pause, CancellationToken stopping)
    {
        await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stopping.IsCancellationRequested;
    }
}
