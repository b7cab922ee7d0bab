namespace SentinelEvents.Worker.Journal;

/// <summary>Which incidents to read: those that were told of last. Reports are none.</summary>
/// <param name="Limit">At most so many.</param>
/// <param name="Cluster">Null: every one.</param>
/// <param name="Master">Null: every one.</param>
/// <param name="Before">Only those whose last event has a lower sequence number; null: every one.</param>
public sealed record IncidentFilter(int Limit, string? Cluster = null, string? Master = null, long? Before = null)
{
    /// <summary>Only these; null: every one.</summary>
    public IReadOnlyList<Guid>? Among { get; init; }

    /// <summary>None of these.</summary>
    public IReadOnlyList<Guid> Except { get; init; } = [];
}
