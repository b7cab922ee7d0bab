using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>Which events of a time to read, the newest where there are more: either of a cluster and kind, or of an incident. For both there is an index.</summary>
/// <param name="Since">Agreed at or after this.</param>
/// <param name="Before">Agreed before this.</param>
/// <param name="Limit">At most so many.</param>
public sealed record PastFilter(DateTimeOffset Since, DateTimeOffset Before, int Limit)
{
    /// <summary>Null: every one.</summary>
    public string? Cluster { get; init; }

    /// <summary>Null: every one.</summary>
    public EventKind? Kind { get; init; }

    /// <summary>Null: every one.</summary>
    public Guid? Incident { get; init; }
}
