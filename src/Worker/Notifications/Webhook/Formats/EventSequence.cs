using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Notifications.Webhook.Formats;

/// <summary>The place of an event among those of its master, as a text that sorts as the events do, and whose master that is.</summary>
internal static class EventSequence
{
    /// <summary>
    /// Generation and the time of the decision; what was decided at one instant has one place. Not the epoch: the beginning of a failover is of a higher one than
    /// the failure that may be agreed after it. Whoever fences by epoch finds it in the event.
    /// </summary>
    public static string Of(SentinelEvent sentinelEvent) => string.Create(
        CultureInfo.InvariantCulture, $"{sentinelEvent.Generation:D10}.{sentinelEvent.AgreedAt.UtcTicks:D19}");

    /// <summary>What the events of which the order counts have in common.</summary>
    public static string Partition(SentinelEvent sentinelEvent) =>
        sentinelEvent.Master is { } master ? $"{sentinelEvent.Cluster}/{master}" : sentinelEvent.Cluster;
}
