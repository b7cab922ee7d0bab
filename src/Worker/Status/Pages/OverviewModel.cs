using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Status.Views;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>The masters, the worst first.</summary>
internal sealed record OverviewModel : PageContent
{
    /// <summary>More are on further pages: the worst are on the first, and a browser has drawn so many before anybody notices.</summary>
    public const int MostRows = 50;

    public required OverviewFilter Filter { get; init; }

    public required IReadOnlyList<string> Clusters { get; init; }

    /// <summary>How many stand how, whatever the chosen standing.</summary>
    public required IReadOnlyList<KeyValuePair<MasterStanding, int>> Counts { get; init; }

    /// <summary>All that fit text and cluster.</summary>
    public int Total => Counts.Sum(count => count.Value);

    /// <summary>Those of this page.</summary>
    public required IReadOnlyList<MasterSummary> Rows { get; init; }

    /// <summary>All that fit the whole filter.</summary>
    public required int Fitting { get; init; }

    public int Pages => (Fitting + MostRows - 1) / MostRows;

    public static OverviewModel Of(IReadOnlyList<MasterSummary> masters, OverviewFilter filter)
    {
        var words = filter.Text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var near = masters.Where(master => (filter.Cluster is null || master.Cluster == filter.Cluster) && words.All(word => TextOf(master).Contains(word, StringComparison.Ordinal))).ToList();
        var fitting = near.Where(master => filter.Standing is null || master.Standing == filter.Standing).ToList();
        return new OverviewModel
        {
            Filter = filter,
            Clusters = [.. masters.Select(master => master.Cluster).Distinct(StringComparer.Ordinal)],
            Counts = [.. near.CountBy(master => master.Standing).OrderBy(count => count.Key)],
            Rows =
            [
                .. fitting.OrderBy(master => master.Standing).ThenByDescending(master => master.Failover?.Verdict ?? HealthVerdict.Ready)
                    .ThenBy(master => master.Cluster, StringComparer.Ordinal).ThenBy(master => master.Master, StringComparer.Ordinal)
                    .Skip((filter.Page - 1) * MostRows).Take(MostRows),
            ],
            Fitting = fitting.Count,
        };
    }

    /// <summary>What the text of the filter is looked for in.</summary>
    public static string TextOf(MasterSummary master) => VisibleText.Of($"{master.Cluster}/{master.Master} {master.Address}").ToLowerInvariant();
}
