namespace SentinelEvents.Worker.Reports;

/// <summary>A health report that the calendar starts (<c>Reports</c>).</summary>
public sealed record ReportOptions
{
    /// <summary>Unique; part of the report's id, so that a renamed report is another.</summary>
    public required string Name { get; init; }

    /// <summary>When, as Quartz writes it: seconds, minutes, hours, day of month, month, day of week.</summary>
    public required string Cron { get; init; }

    /// <summary>Whose clock that is: a name of the IANA database, such as Europe/Berlin.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Globs of the clusters that it is about; empty: all of them.</summary>
    public IReadOnlyList<string> Clusters { get; init; } = [];

    /// <summary>The destinations that have it; the bus has it in any case.</summary>
    public required IReadOnlyList<string> To { get; init; }
}
