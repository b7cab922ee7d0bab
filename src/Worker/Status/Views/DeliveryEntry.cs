using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>A delivery, with what says which event it is of.</summary>
/// <param name="Id">The delivery's number.</param>
/// <param name="Destination">Where it goes.</param>
/// <param name="State">Where it stands.</param>
/// <param name="EventId">The event's id.</param>
/// <param name="Kind">The event's kind.</param>
/// <param name="Cluster">The event's cluster.</param>
/// <param name="Master">The event's master; null where it concerns the whole cluster.</param>
/// <param name="Attempts">Attempts so far.</param>
/// <param name="FirstDueAt">Since when it has been due, or was made due again.</param>
/// <param name="NotBefore">When it is looked at again; null: at once, or, of one that is held, never.</param>
/// <param name="DeliveredAt">When it went through; null before.</param>
/// <param name="Reason">Why it is held, rejected or to be repeated, in short; of one that is held, the rule that holds it.</param>
/// <param name="Detail">The same for a person.</param>
internal sealed record DeliveryEntry(
    long Id,
    string Destination,
    DeliveryState State,
    Guid EventId,
    string Kind,
    string Cluster,
    string? Master,
    int Attempts,
    DateTimeOffset FirstDueAt,
    DateTimeOffset? NotBefore,
    DateTimeOffset? DeliveredAt,
    string? Reason,
    string? Detail)
{
    public static DeliveryEntry Of(ListedDelivery listed) => new(
        listed.Delivery.Id,
        listed.Delivery.Destination,
        listed.Delivery.State,
        listed.EventId,
        listed.Kind,
        listed.Cluster,
        listed.Master,
        listed.Delivery.Attempts,
        listed.FirstDueAt,
        listed.Delivery.NotBefore,
        listed.Delivery.DeliveredAt,
        listed.Delivery.Reason,
        listed.Delivery.Detail);
}
