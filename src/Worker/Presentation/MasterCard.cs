using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Presentation;

/// <summary>One master of a report, in words that are fit to be shown.</summary>
/// <param name="Name">The master, with its deployment where the report is about several.</param>
/// <param name="Place">Its address and epoch.</param>
/// <param name="Verdict">Whether a failover would succeed now.</param>
/// <param name="Before">What the verdict was in the report before, where it was another; else empty.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Margin">What more may break.</param>
/// <param name="Weakness">The hosts that would do it alone; empty where there are none.</param>
/// <param name="Availability">The share of the period, and how long it was down.</param>
/// <param name="Failovers">Those of the period, the oldest first.</param>
internal sealed record MasterCard(
    string Name,
    string Place,
    HealthVerdict Verdict,
    string Before,
    IReadOnlyList<string> Reasons,
    string Margin,
    string Weakness,
    string Availability,
    IReadOnlyList<string> Failovers)
{
    private const int MostReasons = 5;
    private const int MostFailovers = 5;

    public static MasterCard Of(MasterHealth master, HealthReported report)
    {
        var period = report.PeriodTo - report.PeriodFrom;
        return new MasterCard(
            NameOf(master, report),
            master.Address is { } address ? $"{ReportWords.Place(address)}, epoch {master.Epoch}" : "address not known",
            master.Verdict,
            master.PreviousVerdict is { } before && before != master.Verdict ? ReportWords.Of(before) : "",
            [.. Capped(master.Reasons, MostReasons).Select(reason => ReportWords.Clip(reason, 240))],
            ReportWords.Of(master.Margin),
            NameList.Of([.. master.Margin.Hosts.Select(host => ReportWords.Clip(host, 60))], 4) is { Total: > 0 } hosts ? hosts.ToString() : "",
            master.Availability switch
            {
                null => "not known: the journal does not reach back",
                >= 1 => ReportWords.Share(1),
                { } share => $"{ReportWords.Share(share)}, down {ReadableTime.Of(period * (1 - Math.Clamp(share, 0, 1)))}",
            },
            [.. Capped([.. master.Failovers.Select(failover => ReportWords.Of(failover, period))], MostFailovers)]);
    }

    public static string NameOf(MasterHealth master, HealthReported report) => NameOf(master.Cluster, master.Master, report);

    public static string NameOf(string cluster, string master, HealthReported report) =>
        ReportWords.Clip(report.Cluster == "*" ? $"{cluster}/{master}" : master, 60);

    private static IEnumerable<string> Capped(IReadOnlyList<string> lines, int limit) =>
        lines.Count <= limit ? lines : lines.Take(limit).Append($"and {ReportWords.Number(lines.Count - limit)} more");
}
