using System.Runtime.InteropServices;

namespace SentinelEvents.Worker.Status.Memory;

/// <summary>The memory that the runtime, SQLite and the compiler take from the C library, which keeps what they free.</summary>
internal static class UnmanagedHeap
{
    /// <summary>Gives free pages back, where the C library can: <c>malloc_trim(3)</c> is an extension of glibc.</summary>
    public static void Trim()
    {
        try
        {
            _ = MallocTrim(0);
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            // Another C library, or no Linux.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint keep);
}
