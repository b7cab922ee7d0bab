using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>An incident in short.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Cluster">The deployment.</param>
/// <param name="Master">The master; null where it concerns the whole cluster.</param>
/// <param name="OpenedAt">When its first event happened.</param>
/// <param name="LastAt">When its last event was agreed.</param>
/// <param name="Severity">The highest of its events.</param>
/// <param name="Kinds">The kinds of its events, in the order of decision.</param>
/// <param name="LastSequence">The sequence number of its last event.</param>
public sealed record IncidentOutline(
    Guid Id,
    string Cluster,
    string? Master,
    DateTimeOffset OpenedAt,
    DateTimeOffset LastAt,
    Severity Severity,
    IReadOnlyList<EventKind> Kinds,
    long LastSequence);
