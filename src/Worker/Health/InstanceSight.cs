using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health;

/// <summary>What one sentinel says of a replica or of another sentinel.</summary>
public sealed record InstanceSight(MasterSight By, InstanceFields Fields)
{
    /// <summary>Three periods of PING.</summary>
    private static readonly TimeSpan JustNow = TimeSpan.FromSeconds(3);

    /// <summary>Whether it has just had a good answer: one that died a moment ago is not held for down before down-after-milliseconds are over.</summary>
    public bool HearsIt => !Fields.IsSubjectivelyDown && !(Fields.Milliseconds("last-ok-ping-reply") > JustNow);
}
