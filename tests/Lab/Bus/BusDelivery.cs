using System.Text.Json.Nodes;
using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>A message as a consumer in another process received it.</summary>
public sealed record BusDelivery
{
    public required EventKind Kind { get; init; }

    public required Guid EventId { get; init; }

    /// <summary>The transport's own message id.</summary>
    public Guid? MessageId { get; init; }

    public required string Cluster { get; init; }

    public string? Master { get; init; }

    public int Generation { get; init; }

    public long Epoch { get; init; }

    public HostAddress? OldAddress { get; init; }

    public HostAddress? NewAddress { get; init; }

    /// <summary>When the consumer got it, by the wall clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Whether the broker marked it as given out before.</summary>
    public bool Redelivered { get; init; }

    /// <summary>The trace that it belongs to, by each of the headers that carry it.</summary>
    public IReadOnlyList<string?> TraceParents { get; init; } = [];

    /// <summary>The message as it stood on the wire.</summary>
    public JsonNode? Body { get; init; }
}
