using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>The reports that the journal holds.</summary>
internal sealed record ReportsModel : PageContent
{
    public const int MostRows = 50;

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<HealthReported> Reports { get; init; }
}
