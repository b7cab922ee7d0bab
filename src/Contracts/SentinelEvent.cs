using System.Text.Json.Serialization;

namespace SentinelEvents.Contracts;

/// <summary>The part that every event shares; see <see cref="ISentinelEvent"/>.</summary>
public abstract record SentinelEvent : ISentinelEvent
{
    /// <inheritdoc/>
    [JsonPropertyOrder(-20)]
    public Guid EventId { get; init; }

    /// <inheritdoc/>
    [JsonPropertyOrder(-19)]
    public Guid IncidentId { get; init; }

    /// <inheritdoc/>
    [JsonPropertyOrder(-18)]
    public abstract EventKind Kind { get; }

    /// <inheritdoc/>
    [JsonPropertyOrder(-17)]
    public string Cluster { get; init; } = "";

    /// <inheritdoc/>
    [JsonPropertyOrder(-16)]
    public string? Master { get; init; }

    /// <inheritdoc/>
    [JsonPropertyOrder(-15)]
    public int Generation { get; init; }

    /// <inheritdoc/>
    [JsonPropertyOrder(-14)]
    public long Epoch { get; init; }

    /// <inheritdoc/>
    [JsonPropertyOrder(-13)]
    public Severity Severity { get; init; }

    /// <inheritdoc/>
    [JsonPropertyOrder(-12)]
    public DateTimeOffset OccurredAt { get; init; }

    /// <inheritdoc/>
    [JsonPropertyOrder(-11)]
    public DateTimeOffset AgreedAt { get; init; }

    /// <inheritdoc/>
    [JsonPropertyOrder(-10)]
    public bool Reconciled { get; init; }

    /// <inheritdoc/>
    [JsonPropertyOrder(10)]
    public AgreementReached Agreement { get; init; } = AgreementReached.None;

    /// <inheritdoc/>
    [JsonPropertyOrder(11)]
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];
}
