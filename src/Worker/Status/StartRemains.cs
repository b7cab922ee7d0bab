using System.Runtime.InteropServices;

namespace SentinelEvents.Worker.Status;

/// <summary>
/// Gives memory back to the system that only the start needed: reading the configuration, building the service, compiling, rehearsing and the first assessment leave a heap
/// that is half empty, and a service that has next to nothing to do would keep it for days.
/// </summary>
internal sealed class StartRemains(TimeProvider time) : BackgroundService
{
    /// <summary>By then the rehearsal is over, and the first assessment of all but the largest deployments.</summary>
    internal static readonly TimeSpan AfterTheStart = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterTheStart, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stoppingToken.IsCancellationRequested)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            TrimUnmanaged();
        }
    }

    private static void TrimUnmanaged()
    {
        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // malloc_trim(3) is an extension of glibc.
        }
        catch (DllNotFoundException)
        {
            // No Linux.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint keep);
}
