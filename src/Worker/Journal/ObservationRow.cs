namespace SentinelEvents.Worker.Journal;

/// <summary>An observation as it is kept.</summary>
/// <param name="At">When.</param>
/// <param name="Cluster">Of which cluster.</param>
/// <param name="Sentinel">By which sentinel: its id.</param>
/// <param name="Type">What kind of observation it is.</param>
/// <param name="Master">Which master it concerns; null: not one.</param>
/// <param name="Body">Makes its JSON, in UTF-8: megabytes, of a snapshot of thousands of masters, which are there for one row at a time.</param>
internal sealed record ObservationRow(DateTimeOffset At, string Cluster, string Sentinel, string Type, string? Master, Func<byte[]> Body);
