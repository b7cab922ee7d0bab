using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Status.Writes;

/// <summary>A delivery as it is answered; what does not apply is left out.</summary>
internal sealed record DeliveryAnswer(
    long Id,
    Guid EventId,
    string Kind,
    string Cluster,
    string? Master,
    string Destination,
    DeliveryState State,
    int Attempts,
    DateTimeOffset FirstDueAt,
    DateTimeOffset? DeliveredAt,
    DateTimeOffset? NotBefore,
    string? Reason,
    string? Detail)
{
    public static DeliveryAnswer Of(ListedDelivery listed) => new(
        listed.Delivery.Id,
        listed.EventId,
        listed.Kind,
        listed.Cluster,
        listed.Master,
        listed.Delivery.Destination,
        listed.Delivery.State,
        listed.Delivery.Attempts,
        listed.FirstDueAt,
        listed.Delivery.DeliveredAt,
        listed.Delivery.NotBefore,
        listed.Delivery.Reason,
        listed.Delivery.Detail);
}
