using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class SentinelUnreadable : ILintRule
{
    public RuleText Text { get; } = new(
        "SE030",
        nameof(SentinelUnreadable),
        Severity.Warning,
        "A sentinel could not be read",
        "It may be dead, or only out of this service's reach. Its view is missing in every verdict, and its events are missing in what this service reports.",
        "The connection of this service to each sentinel that is configured, or that others name",
        "As its finding says.");

    public IEnumerable<Discovery> Look(Fleet fleet) =>
        fleet.Sentinels.Where(place => place.Inspection is { IsRead: false, Missing.Count: 0 } && !StaleSentinel.Is(place) && !UnreachableAnnounced.Is(place) && !IsMissed(fleet, place)).Select(place => new Discovery(
            null,
            place.Inspection!.Address.ToString(),
            $"{place.Inspection.Address}: {place.Inspection.Problem!.Text}" + (place.Views.Count == 0 ? "" : place.IsDown ? "; the others say it is down too" : "; others say it is up"),
            place.Inspection.Problem.Kind == InspectionProblemKind.Unreachable && place.IsDown
                ? $"start the sentinel at {place.Address} again"
                : place.Inspection.Problem.Cure));

    /// <summary>Where too few are left for a failover, the rules of the quorum name the dead ones.</summary>
    private static bool IsMissed(Fleet fleet, SentinelPlace place) =>
        place.Inspection?.Problem?.Kind == InspectionProblemKind.Unreachable && fleet.IsMissed(place);
}
