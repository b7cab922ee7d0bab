using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health;

/// <summary>Numbers, times and lists as evidence gives them: short, and never without end.</summary>
internal static class Wording
{
    private const int Most = 8;

    /// <summary>Each once, in their order; of many the first few and how many more.</summary>
    public static string List(IEnumerable<string> items)
    {
        var all = items.Distinct(StringComparer.Ordinal).ToList();
        return all.Count <= Most
            ? string.Join(", ", all)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", all.Take(Most))} and {all.Count - Most} more");
    }

    public static string List(IEnumerable<HostAddress> addresses) => List(addresses.Select(address => address.ToString()));

    public static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A duration with its unit, such as <c>900 ms</c>, <c>1.5 s</c>, <c>26 h</c>.</summary>
    public static string For(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(time < TimeSpan.FromSeconds(1) ? $"{(long)time.TotalMilliseconds} ms"
            : time < TimeSpan.FromMinutes(2) ? $"{time.TotalSeconds:0.#} s"
            : time < TimeSpan.FromHours(2) ? $"{(long)time.TotalMinutes} min"
            : time < TimeSpan.FromDays(2) ? $"{(long)time.TotalHours} h"
            : $"{(long)time.TotalDays} d")}");

    /// <summary>An amount of data, such as <c>48 MB</c>; of 1024 bytes to the KB, as Redis counts.</summary>
    public static string Bytes(long bytes) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(bytes < 1L << 10 ? $"{bytes} bytes"
            : bytes < 1L << 20 ? $"{bytes >> 10} KB"
            : bytes < 1L << 30 ? $"{bytes >> 20} MB"
            : $"{bytes / (double)(1L << 30):0.#} GB")}");
}
