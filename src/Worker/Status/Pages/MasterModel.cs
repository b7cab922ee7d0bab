using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>One master.</summary>
internal sealed record MasterModel : PageContent
{
    public required MasterDetail Detail { get; init; }

    /// <summary>Those first that were told of last.</summary>
    public required IReadOnlyList<IncidentSummary> Incidents { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<EventLine> Events { get; init; }
}
