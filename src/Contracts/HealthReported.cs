using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>A report: would a failover succeed now, and what is misconfigured.</summary>
/// <remarks><see cref="SentinelEvent.Cluster"/> is the deployment that it is about, or <c>*</c> where it is about several; <see cref="SentinelEvent.Master"/> is null.</remarks>
public sealed record HealthReported : SentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public override EventKind Kind => EventKind.HealthReported;

    /// <summary>The name of the report, as configured; <c>on demand</c> for one that a person asked for.</summary>
    public required string Report { get; init; }

    /// <summary>The beginning of the period: the time of the report before.</summary>
    public DateTimeOffset PeriodFrom { get; init; }

    /// <summary>The end of the period: when the deployments were looked at.</summary>
    public DateTimeOffset PeriodTo { get; init; }

    /// <summary>The worst verdict of any master.</summary>
    public HealthVerdict Verdict { get; init; }

    /// <summary>Every master that is followed, the worst first.</summary>
    public IReadOnlyList<MasterHealth> Masters { get; init; } = [];

    /// <summary>What the lint rules found, the worst first.</summary>
    public IReadOnlyList<HealthFinding> Findings { get; init; } = [];

    /// <summary>What is found now and was not in the report before, in the order of <see cref="Findings"/>; empty where there was none before.</summary>
    public IReadOnlyList<HealthFinding> NewFindings { get; init; } = [];

    /// <summary>What was found in the report before and no longer is.</summary>
    public IReadOnlyList<HealthFinding> GoneFindings { get; init; } = [];

    /// <summary>When the report before was made; null where there was none.</summary>
    public DateTimeOffset? PreviousAt { get; init; }

    /// <summary>The trends, the oldest step first.</summary>
    public IReadOnlyList<HealthTrendPoint> Trends { get; init; } = [];

    /// <summary>
    /// The trends of single masters, the least available first. Where there are more masters than a few, only the worst of those that were ever down; the steps of
    /// <see cref="Trends"/> tell of the others together.
    /// </summary>
    public IReadOnlyList<MasterTrend> MasterTrends { get; init; } = [];
}
