using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>What becomes of the deliveries that are due.</summary>
/// <param name="Notices">To be sent now.</param>
/// <param name="Held">Kept back, each with its event.</param>
/// <param name="Under">What it was decided by.</param>
internal sealed record Arrangement(IReadOnlyList<Notice> Notices, IReadOnlyList<(PendingDelivery Delivery, HeldDelivery Held)> Held, HoldingPolicy Under);
