using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Delivery;

/// <summary>What a route or a silence asks of an event; all of it must hold.</summary>
public sealed record RouteMatch
{
    /// <summary>Globs; empty matches all.</summary>
    public IReadOnlyList<string> Clusters { get; init; } = [];

    /// <summary>Globs; empty matches all. Events without a master match only where this is empty or <c>*</c>.</summary>
    public IReadOnlyList<string> Masters { get; init; } = [];

    /// <summary>Empty matches all but health reports.</summary>
    public IReadOnlyList<EventKind> Kinds { get; init; } = [];

    /// <summary>Events of at least this severity.</summary>
    public Severity MinSeverity { get; init; } = Severity.Info;

    /// <summary>What the event was agreed upon by; empty matches all.</summary>
    public IReadOnlyList<AgreementBasis> Agreement { get; init; } = [];

    /// <summary>Whether all of it holds.</summary>
    public bool Matches(SentinelEvent sentinelEvent) =>
        sentinelEvent.Severity >= MinSeverity
        && (Kinds.Count == 0 ? !Router.GoesOnlyWhereNamed(sentinelEvent.Kind) : Kinds.Contains(sentinelEvent.Kind))
        && (Agreement.Count == 0 || Agreement.Contains(sentinelEvent.Agreement.Basis))
        && MatchesPlace(sentinelEvent);

    /// <summary>Whether it is about a cluster and a master that are asked for, whatever happened to them.</summary>
    public bool MatchesPlace(SentinelEvent sentinelEvent) =>
        (Clusters.Count == 0 || Clusters.Any(glob => Glob.IsMatch(glob, sentinelEvent.Cluster)))
        && (Masters.Count == 0 || Masters.Any(glob => MatchesMaster(glob, sentinelEvent.Master)));

    // An event about no master concerns all of them; a pattern that picks some of them does not ask for it.
    private static bool MatchesMaster(string glob, string? master) => master is null ? glob == "*" : Glob.IsMatch(glob, master);
}
