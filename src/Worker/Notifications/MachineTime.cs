using System.Globalization;

namespace SentinelEvents.Worker.Notifications;

/// <summary>Times as programs read them, whoever reads what stands beside them.</summary>
internal static class MachineTime
{
    /// <summary>ISO 8601 in UTC, to the millisecond.</summary>
    public static string Of(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
