using System.Globalization;
using System.Runtime.InteropServices;

namespace SentinelEvents.Lab;

/// <summary>What a figure was measured on, without which it says little.</summary>
internal static class Machine
{
    /// <summary>How many threads ran or waited to run, on average of the last minute.</summary>
    internal static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";

    internal static string Describe()
    {
        var processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : null;
        var kernel = File.Exists("/proc/sys/kernel/osrelease") ? File.ReadAllText("/proc/sys/kernel/osrelease").Trim() : Environment.OSVersion.VersionString;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores ({processor ?? RuntimeInformation.ProcessArchitecture.ToString()}), {RuntimeInformation.OSDescription}, kernel {kernel}, {RuntimeInformation.FrameworkDescription}, load {Load} at the start");
    }
}
