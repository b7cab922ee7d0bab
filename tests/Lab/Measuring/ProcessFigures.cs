using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>What a process has taken of the machine up to one instant, as Linux tells it.</summary>
/// <param name="At">When, by <see cref="TimeProvider.GetTimestamp"/> of the system's time provider.</param>
/// <param name="Rss">Resident memory, in bytes.</param>
/// <param name="PeakRss">The most that it ever was.</param>
/// <param name="Pss">The same as <paramref name="Rss"/>, with pages that others use too counted in part.</param>
/// <param name="Cpu">Time on any core, in the kernel too.</param>
internal sealed record ProcessFigures(long At, long Rss, long PeakRss, long Pss, TimeSpan Cpu)
{
    /// <summary>Of <c>utime</c> and <c>stime</c>: USER_HZ, which is 100 on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    internal static ProcessFigures Read(int process)
    {
        var status = Fields($"/proc/{process}/status");
        var rollup = Fields($"/proc/{process}/smaps_rollup");

        // The name in parentheses may hold spaces; utime and stime are fields 14 and 15.
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var rest = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(rest[11], CultureInfo.InvariantCulture) + long.Parse(rest[12], CultureInfo.InvariantCulture);
        return new ProcessFigures(TimeProvider.System.GetTimestamp(), status["VmRSS"], status["VmHWM"], rollup["Pss"], TimeSpan.FromSeconds(ticks / TicksPerSecond));
    }

    /// <summary>From now on <see cref="PeakRss"/> is the most since now: <c>clear_refs</c> of proc(5).</summary>
    internal static void ForgetPeak(int process) => File.WriteAllText($"/proc/{process}/clear_refs", "5");

    /// <summary>The share of one core that it took since then, in per cent.</summary>
    internal double PercentOfACoreSince(ProcessFigures before) => (Cpu - before.Cpu) / TimeProvider.System.GetElapsedTime(before.At, At) * 100;

    internal static string Megabytes(long bytes) => (bytes / 1_000_000.0).ToString("0.0", CultureInfo.InvariantCulture);

    private static Dictionary<string, long> Fields(string file)
    {
        const long kibibyte = 1024;
        Dictionary<string, long> fields = [];
        foreach (var line in File.ReadLines(file))
        {
            if (line.Split([':', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is [var name, var number, "kB"])
            {
                fields[name] = long.Parse(number, CultureInfo.InvariantCulture) * kibibyte;
            }
        }

        return fields;
    }
}
