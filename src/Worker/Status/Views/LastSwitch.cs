using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>The last agreed switch of a master.</summary>
/// <param name="EventId">Its event.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="From">The master before; null where that is not on record.</param>
/// <param name="To">The master since.</param>
/// <param name="At">When it was agreed; null where that is not on record.</param>
internal sealed record LastSwitch(Guid EventId, long Epoch, HostAddress? From, HostAddress To, DateTimeOffset? At);
