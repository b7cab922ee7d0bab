using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events;

/// <summary>Where the server is that an event is about.</summary>
public static class EventPlaces
{
    /// <summary>The server, and of a switch the one that failed and the one that took its place; nulls where it is about none.</summary>
    public static (HostAddress? From, HostAddress? To) Of(SentinelEvent sentinelEvent) => sentinelEvent switch
    {
        MasterSuspected e => (e.Address, null),
        MasterDown e => (e.Address, null),
        MasterRecovered e => (e.Address, null),
        FailoverStarted e => (e.Address, null),
        FailoverFailed e => (e.Address, null),
        MasterSwitched e => (e.OldAddress, e.NewAddress),
        MasterSwitchUnconfirmed e => (e.OldAddress, e.NewAddress),
        FailoverCompleted e => (e.OldAddress, e.NewAddress),
        ReplicaDown e => (e.Address, null),
        ReplicaRecovered e => (e.Address, null),
        SentinelDown e => (e.Address, null),
        SentinelRecovered e => (e.Address, null),
        TiltEntered e => (e.Address, null),
        TiltLeft e => (e.Address, null),
        _ => (null, null),
    };
}
