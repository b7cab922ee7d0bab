using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>What goes down and comes up: a replica or a sentinel. Masters are not damped: each of their failures is told.</summary>
/// <param name="Name">Tells it from others of its pair of kinds, in its cluster and under its master.</param>
/// <param name="IsDown">Whether the event says that it is down.</param>
internal sealed record FlapSubject(string Name, bool IsDown)
{
    /// <summary>Null for every other event.</summary>
    public static FlapSubject? Of(SentinelEvent sentinelEvent) => sentinelEvent switch
    {
        ReplicaDown down => new(down.Address.Canonical().ToString(), true),
        ReplicaRecovered up => new(up.Address.Canonical().ToString(), false),
        SentinelDown down => new(down.Sentinel, true),
        SentinelRecovered up => new(up.Sentinel, false),
        _ => null,
    };

    /// <summary>The kinds that say that such a thing is down, and up again.</summary>
    public static (EventKind Down, EventKind Up) Pair(EventKind kind) => kind is EventKind.ReplicaDown or EventKind.ReplicaRecovered
        ? (EventKind.ReplicaDown, EventKind.ReplicaRecovered)
        : (EventKind.SentinelDown, EventKind.SentinelRecovered);
}
