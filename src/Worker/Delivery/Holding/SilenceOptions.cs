using System.ComponentModel.DataAnnotations;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>
/// A time in which people are spared (<c>Silences</c>): once, from <see cref="Start"/> to <see cref="End"/>, or a maintenance window that comes again,
/// for <see cref="Duration"/> from each time of <see cref="Cron"/>. The bus is never silenced.
/// </summary>
public sealed record SilenceOptions
{
    /// <summary>Unique; named wherever something was kept back by it.</summary>
    public required string Name { get; init; }

    /// <summary>Which events; empty: all.</summary>
    public RouteMatch Match { get; init; } = new();

    /// <summary>The destinations that are spared; empty: all but the bus.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>ISO 8601, with its offset from UTC, such as <c>2026-12-24T22:00:00Z</c>.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>As <see cref="Start"/>, and after it.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>When a window begins, as Quartz writes it: seconds, minutes, hours, day of month, month, day of week.</summary>
    public string? Cron { get; init; }

    /// <summary>How long a window of <see cref="Cron"/> lasts.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan? Duration { get; init; }

    /// <summary>Whose clock <see cref="Cron"/> goes by: a name of the IANA database, such as Europe/Berlin.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Who wants it.</summary>
    public string? Author { get; init; }

    /// <summary>Why.</summary>
    public string? Comment { get; init; }

    internal bool Spares(string destination) => To.Count == 0 || To.Contains(destination, StringComparer.OrdinalIgnoreCase);
}
