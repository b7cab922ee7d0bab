namespace SentinelEvents.Worker.Journal;

/// <summary>Which deliveries to read.</summary>
/// <param name="State">Null: every one.</param>
/// <param name="Destination">Null: every one.</param>
/// <param name="Limit">At most so many: those of the newest events, given in the order of decision.</param>
/// <param name="Before">Only those before this one in the order of decision; null: every one.</param>
public sealed record DeliveryFilter(DeliveryState? State = null, string? Destination = null, int Limit = 1000, DeliveryPlace? Before = null);
