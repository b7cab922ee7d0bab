namespace SentinelEvents.Worker.Journal;

/// <summary>A delivery's place in the order of decision.</summary>
/// <param name="Event">The sequence number of its event.</param>
/// <param name="Id">The delivery's own number.</param>
public sealed record DeliveryPlace(long Event, long Id);
