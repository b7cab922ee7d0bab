using System.Text;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Presentation;

/// <summary>The parts of a report as people read them.</summary>
internal static class ReportWords
{
    public static string Of(HealthVerdict verdict) => verdict switch
    {
        HealthVerdict.Ready => "ready",
        HealthVerdict.AtRisk => "at risk",
        HealthVerdict.WouldFail => "would not fail over",
        _ => "not known",
    };

    public static string Of(HealthStanding standing) => standing switch
    {
        HealthStanding.Good => "up",
        HealthStanding.Impaired => "impaired",
        HealthStanding.Down => "down",
        _ => "not known",
    };

    public static string Of(HealthMargin margin)
    {
        var parts = new List<string>();
        if (margin.Sentinels is { } sentinels)
        {
            parts.Add(sentinels switch
            {
                < 0 => $"{Count(-sentinels, "sentinel")} too few",
                0 => "no sentinel may die",
                _ => $"{Count(sentinels, "sentinel")} may die",
            });
        }

        if (margin.Replicas is { } replicas)
        {
            parts.Add(replicas switch
            {
                < 0 => "no replica can be promoted",
                0 => "no replica may die",
                _ => $"{Count(replicas, "replica")} may die",
            });
        }

        return parts.Count > 0 ? string.Join(", ", parts) : "not known";
    }

    /// <summary>A share in percent, rounded down: what was not always there is never shown as 100 %.</summary>
    public static string Share(double share) => ReadableNumber.Percent(Math.Floor((Math.Clamp(share, 0, 1) * 100_000) + 1e-6) / 1000, "0.###");

    public static string Of(HealthFailover failover, TimeSpan period)
    {
        var day = period > TimeSpan.FromDays(1.5) ? $"{ReadableTime.Day(failover.At)} " : "";
        var took = failover.Took is { } length ? $"took {ReadableTime.Of(length)}" : "duration not known";
        return $"{day}{ReadableTime.Minute(failover.At)} {Place(failover.OldAddress)} → {Place(failover.NewAddress)}, {(failover.Planned ? "planned" : "automatic")}, {took}";
    }

    public static string Place(HostAddress address) => Clip(address.ToString(), 80);

    public static string Count(int count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    public static string Number(int number) => ReadableNumber.Of(number);

    /// <summary>A text from outside: nothing hidden in it, and no longer than the place that it is shown in can take.</summary>
    public static string Clip(string text, int limit)
    {
        var shown = VisibleText.Of(text.Trim());
        if (shown.Length <= limit)
        {
            return shown;
        }

        var clipped = new StringBuilder(limit);
        foreach (var rune in shown.EnumerateRunes())
        {
            if (clipped.Length + rune.Utf16SequenceLength > limit - 1)
            {
                break;
            }

            clipped.Append(rune);
        }

        return clipped.Append('…').ToString();
    }
}
