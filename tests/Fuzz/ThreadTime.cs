using System.Runtime.InteropServices;

namespace SentinelEvents.Fuzz;

/// <summary>What this thread has used of a processor: a machine with other work makes no input slow.</summary>
internal static class ThreadTime
{
    // linux: CLOCK_THREAD_CPUTIME_ID
    private const int OfThread = 3;

    public static TimeSpan Now => OperatingSystem.IsLinux() && ClockGetTime(OfThread, out var time) == 0
        ? new TimeSpan((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick))
        : TimeProvider.System.GetElapsedTime(0);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ClockGetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Time(long Seconds, long Nanoseconds);
}
