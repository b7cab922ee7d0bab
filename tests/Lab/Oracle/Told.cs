using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>One delivery that a receiver took.</summary>
/// <param name="EventId">The id that it carried.</param>
/// <param name="Kind">What it said happened.</param>
/// <param name="At">When it was taken.</param>
/// <param name="Event">The event itself; null where the receiver only sees its id, as in a mail.</param>
internal sealed record Told(Guid EventId, EventKind Kind, DateTimeOffset At, SentinelEvent? Event);
