using SentinelEvents.Contracts;

namespace SentinelEvents.Unit.Delivery.Holding;

/// <summary>What may happen, in short.</summary>
internal static class Happenings
{
    public static SentinelEvent MasterDown(string master = "m1", string host = "10.0.0.1") =>
        new MasterDown { Master = master, Severity = Severity.Critical, Address = new HostAddress(host, 6379) };

    public static SentinelEvent MasterRecovered(string master = "m1", string host = "10.0.0.1") => new MasterRecovered { Master = master, Address = new HostAddress(host, 6379) };

    public static SentinelEvent Switched(string master = "m1", string host = "10.0.0.1", long epoch = 7, bool planned = false) => new MasterSwitched
    {
        Master = master,
        Epoch = epoch,
        Planned = planned,
        Severity = planned ? Severity.Warning : Severity.Critical,
        OldAddress = new HostAddress(host, 6379),
        NewAddress = new HostAddress("10.0.0.2", 6379),
    };

    public static SentinelEvent Completed(string master = "m1", string host = "10.0.0.1") => new FailoverCompleted
    {
        Master = master,
        OldAddress = new HostAddress(host, 6379),
        NewAddress = new HostAddress("10.0.0.2", 6379),
        Phases = [],
    };

    public static SentinelEvent ReplicaDown(string host = "10.0.0.3") => new ReplicaDown { Master = "m1", Severity = Severity.Warning, Address = new HostAddress(host, 6379) };

    public static SentinelEvent ReplicaRecovered(string host = "10.0.0.3") => new ReplicaRecovered { Master = "m1", Address = new HostAddress(host, 6379) };

    public static SentinelEvent Topology() => new TopologyChanged { Master = "m1", Member = TopologyMember.Replica, Change = TopologyChange.Joined, Id = "10.0.0.4:6379" };
}
