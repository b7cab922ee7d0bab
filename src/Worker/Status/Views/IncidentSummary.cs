using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>One incident on a line.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Whether it goes on.</param>
/// <param name="Cluster">The deployment.</param>
/// <param name="Master">The master; null where it concerns the whole cluster.</param>
/// <param name="Severity">The highest of its events.</param>
/// <param name="OpenedAt">When its first event happened.</param>
/// <param name="LastAt">When its last event was agreed.</param>
/// <param name="Kinds">The kinds of its events, in the order of decision.</param>
internal sealed record IncidentSummary(
    Guid Id,
    IncidentState State,
    string Cluster,
    string? Master,
    Severity Severity,
    DateTimeOffset OpenedAt,
    DateTimeOffset LastAt,
    IReadOnlyList<EventKind> Kinds);
