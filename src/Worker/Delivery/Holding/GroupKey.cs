using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>The key under which notifications wait for each other.</summary>
internal static class GroupKey
{
    public static string Of(SentinelEvent sentinelEvent, GroupBy by) => by switch
    {
        GroupBy.Cluster => $"cluster/{sentinelEvent.Cluster}",
        GroupBy.Host when HostOf(sentinelEvent) is { Length: > 0 } host => $"host/{sentinelEvent.Cluster}/{host}",
        _ => $"incident/{sentinelEvent.IncidentId}",
    };

    /// <summary>The host that an event is about, of a switch the one that failed; null where it is about none.</summary>
    public static string? HostOf(SentinelEvent sentinelEvent) => EventPlaces.Of(sentinelEvent).From?.Host;
}
