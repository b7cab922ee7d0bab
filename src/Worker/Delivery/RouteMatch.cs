using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Delivery;

/// <summary>What a route asks of an event; all of it must hold.</summary>
public sealed record RouteMatch
{
    /// <summary>Globs; empty matches all.</summary>
    public IReadOnlyList<string> Clusters { get; init; } = [];

    /// <summary>Globs; empty matches all. Events without a master match only where this is empty or <c>*</c>.</summary>
    public IReadOnlyList<string> Masters { get; init; } = [];

    /// <summary>Empty matches all.</summary>
    public IReadOnlyList<EventKind> Kinds { get; init; } = [];

    public Severity MinSeverity { get; init; } = Severity.Info;
}
