using SentinelEvents.Contracts;

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
    public static string? HostOf(SentinelEvent sentinelEvent) => sentinelEvent switch
    {
        MasterSuspected e => e.Address.Host,
        MasterDown e => e.Address.Host,
        MasterRecovered e => e.Address.Host,
        FailoverStarted e => e.Address.Host,
        FailoverFailed e => e.Address.Host,
        MasterSwitched e => e.OldAddress.Host,
        MasterSwitchUnconfirmed e => e.OldAddress.Host,
        FailoverCompleted e => e.OldAddress.Host,
        ReplicaDown e => e.Address.Host,
        ReplicaRecovered e => e.Address.Host,
        SentinelDown e => e.Address.Host,
        SentinelRecovered e => e.Address.Host,
        TiltEntered e => e.Address.Host,
        TiltLeft e => e.Address.Host,
        _ => null,
    };
}
