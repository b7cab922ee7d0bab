using SentinelEvents.Contracts;
using SentinelEvents.Tests;

namespace SentinelEvents.Unit.Notifications.Webhook.Formats;

internal static class IncidentSamples
{
    /// <summary>A sample; the end of a failover as one that left nothing to do.</summary>
    public static SentinelEvent Ended(EventKind kind) => Samples.Of(kind) is FailoverCompleted completed ? completed with { OldMasterWritable = OldMasterWritable.No } : Samples.Of(kind);
}
