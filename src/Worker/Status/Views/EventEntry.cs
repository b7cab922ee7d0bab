using SentinelEvents.Contracts;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>An event as the journal has it.</summary>
/// <param name="Sequence">Its place in the journal; also its id on the stream.</param>
/// <param name="Event">The event, as bus and webhooks carry it.</param>
/// <param name="LateWitnesses">Who said so after it was published.</param>
/// <param name="Deliveries">What became of it at each destination.</param>
internal sealed record EventEntry(long Sequence, SentinelEvent Event, IReadOnlyList<Evidence> LateWitnesses, IReadOnlyList<JournalledDelivery> Deliveries)
{
    public static EventEntry Of(JournalledEvent entry) => new(entry.Sequence, entry.Event, entry.LateWitnesses, entry.Deliveries);
}
