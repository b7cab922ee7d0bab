using System.Globalization;

namespace SentinelEvents.Worker.Status;

/// <summary>How long systemd waits for a sign of life.</summary>
/// <param name="Timeout">Null: it does not.</param>
internal sealed record WatchdogSettings(TimeSpan? Timeout)
{
    /// <summary>As systemd gives it: <c>WATCHDOG_USEC</c>, and in <c>WATCHDOG_PID</c> whom it means.</summary>
    public static WatchdogSettings FromEnvironment() => Of(
        Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID"), Environment.ProcessId);

    internal static WatchdogSettings Of(string? microseconds, string? process, int self) => new(
        long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
        && (string.IsNullOrEmpty(process) || process == self.ToString(CultureInfo.InvariantCulture))
            ? TimeSpan.FromMicroseconds(limit)
            : null);
}
