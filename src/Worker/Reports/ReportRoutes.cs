using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Reports;

/// <summary>Where reports go.</summary>
/// <param name="Routes">Of these, the ones that name the kind.</param>
/// <param name="Destinations">Names of the configured destinations.</param>
internal sealed record ReportRoutes(IReadOnlyList<RouteOptions>? Routes, IReadOnlyList<string> Destinations)
{
    /// <summary>The bus, what the report itself names, and what the routes add.</summary>
    public IReadOnlyList<string> Of(HealthReported report, IReadOnlyList<string> to) => [.. Router.Route(report, Routes, Destinations).Union(to, StringComparer.Ordinal)];
}
