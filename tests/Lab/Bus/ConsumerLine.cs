using System.Text.Json;

namespace SentinelEvents.Lab;

/// <summary>A line that <c>lab consume</c> prints: exactly one of its parts is set.</summary>
internal sealed record ConsumerLine
{
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    /// <summary>True once the queue is bound: from then on nothing is missed.</summary>
    public bool Ready { get; init; }

    public BusDelivery? Delivery { get; init; }

    /// <summary>A message that could not be consumed, and why.</summary>
    public string? Fault { get; init; }
}
