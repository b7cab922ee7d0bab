using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Status.Pages;

/// <summary>What became of the events at each destination.</summary>
internal sealed record DeliveriesModel : PageContent
{
    public const int MostRows = 200;

    public DeliveryState? State { get; init; }

    public string? Destination { get; init; }

    public required IReadOnlyList<DestinationStatus> Destinations { get; init; }

    public required IReadOnlyList<DeliveryCount> Counts { get; init; }

    /// <summary>The newest first.</summary>
    public required IReadOnlyList<ListedDelivery> Rows { get; init; }

    public long Count(string destination, DeliveryState state) =>
        Counts.Where(count => count.Destination == destination && count.State == state).Sum(count => count.Count);

    public long Count(DeliveryState state) => Counts.Where(count => count.State == state).Sum(count => count.Count);

    public string Url(DeliveryState? state) => PageUrls.With(PageUrls.Deliveries, ("state", state?.ToString()), ("destination", Destination));
}
