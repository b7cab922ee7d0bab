using System.Globalization;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Notifications.Script;

/// <summary>
/// Each event in the words in which a sentinel publishes it, and in the same manner where none does. What an event does not hold is left out
/// at the right end, since scripts count from the left.
/// </summary>
internal static class Announcements
{
    public static Announcement Of(SentinelEvent sentinelEvent) => sentinelEvent switch
    {
        MasterSuspected e => new("+sdown", Master(e, e.Address)),
        MasterDown e => new("+odown", $"{Master(e, e.Address)} #quorum {Number(e.Agreement.Reported)}/{Number(e.Agreement.Required)}"),
        MasterRecovered e => new(e.OnlySuspected ? "-sdown" : "-odown", Master(e, e.Address)),
        FailoverStarted e => new("+elected-leader", Master(e, e.Address)),
        FailoverFailed e => new(Abort(e.Reason), Master(e, e.Address)),
        MasterSwitched e => new("+switch-master", Switch(e, e.OldAddress, e.NewAddress)),
        MasterSwitchUnconfirmed e => new("+switch-master-unconfirmed", Switch(e, e.OldAddress, e.NewAddress)),
        FailoverCompleted e => new(e.Ending == FailoverEnding.TimedOut ? "+failover-end-for-timeout" : "+failover-end", Master(e, e.OldAddress)),
        ReplicaDown e => new("+sdown", Replica(e, e.Address.ToString(), e.Address, e.MasterAddress)),
        ReplicaRecovered e => new("-sdown", Replica(e, e.Address.ToString(), e.Address, e.MasterAddress)),
        SentinelDown e => new("+sdown", Sentinel(e.Sentinel, e.Address)),
        SentinelRecovered e => new("-sdown", Sentinel(e.Sentinel, e.Address)),
        QuorumLost e => new("+quorum-lost", $"master {e.Master} #usable {Number(e.Usable)}/{Number(e.Needed)}"),
        QuorumRestored e => new("-quorum-lost", $"master {e.Master} #usable {Number(e.Usable)}/{Number(e.Needed)}"),
        ViewsDiverged e => new("+views-diverged", $"master {e.Master} #{e.Aspect}"),
        ViewsConverged e => new("-views-diverged", $"master {e.Master} #{e.Aspect}"),
        TiltEntered e => new("+tilt", $"#tilt mode entered {Sentinel(e.Sentinel, e.Address)}"),
        TiltLeft e => new("-tilt", $"#tilt mode exited {Sentinel(e.Sentinel, e.Address)}"),
        MonitoringChanged e => Monitoring(e),
        TopologyChanged e => Topology(e),
        SightLost e => new("+sight-lost", $"{e.Cluster} #seen {Number(e.Seen)}/{Number(e.Needed)}"),
        SightRestored e => new("-sight-lost", $"{e.Cluster} #seen {Number(e.Seen)}/{Number(e.Needed)}"),
        HealthReported e => new("+health-reported", $"{e.Cluster} {e.Verdict} {e.Report}"),
        _ => new($"+{sentinelEvent.Kind}", sentinelEvent.Master ?? sentinelEvent.Cluster),
    };

    private static Announcement Monitoring(MonitoringChanged e) => e.Change switch
    {
        MonitoringChange.Monitored => new("+monitor", e.NewValue is { } quorum ? $"{Master(e, e.MasterAddress)} quorum {quorum}" : Master(e, e.MasterAddress)),
        MonitoringChange.Unmonitored => new("-monitor", Master(e, e.MasterAddress)),
        MonitoringChange.Reset => new("+reset-master", Master(e, e.MasterAddress)),
        MonitoringChange.Remonitored => new("+monitor", Master(e, e.MasterAddress)),
        _ => new("+set", $"{Master(e, e.MasterAddress)} {e.Setting} {e.NewValue}"),
    };

    private static Announcement Topology(TopologyChanged e)
    {
        var kind = e.Member == TopologyMember.Replica ? "slave" : "sentinel";
        var place = e.NewAddress ?? e.OldAddress;
        return (e.Member, e.Change) switch
        {
            (TopologyMember.Sentinel, TopologyChange.Moved) when place is { } now =>
                new("+sentinel-address-switch", $"{Master(e, e.MasterAddress)} ip {now.Host} port {Number(now.Port)} for {e.Id}"),
            (_, TopologyChange.Left) => new($"-{kind}", Member(e, kind, place)),
            _ => new($"+{kind}", Member(e, kind, place)),
        };
    }

    private static string Member(TopologyChanged e, string kind, HostAddress? place) =>
        $"{kind} {e.Id}{(place is { } address ? $" {Pair(address)}" : "")} @ {e.Master}{(e.MasterAddress is { } master ? $" {Pair(master)}" : "")}";

    private static string Abort(FailoverFailure failure) => failure switch
    {
        FailoverFailure.NotElected => "-failover-abort-not-elected",
        FailoverFailure.NoGoodReplica => "-failover-abort-no-good-slave",
        FailoverFailure.ReplicaTimeout => "-failover-abort-slave-timeout",
        FailoverFailure.MasterTimeout => "-failover-abort-master-timeout",
        _ => "-failover-abort-leader-lost",
    };

    private static string Switch(SentinelEvent e, HostAddress before, HostAddress now) => $"{e.Master} {Pair(before)} {Pair(now)}";

    private static string Master(SentinelEvent e, HostAddress? address) => address is { } known ? $"master {e.Master} {Pair(known)}" : $"master {e.Master}";

    private static string Replica(SentinelEvent e, string id, HostAddress address, HostAddress? master) =>
        $"slave {id} {Pair(address)} @ {e.Master}{(master is { } known ? $" {Pair(known)}" : "")}";

    // A sentinel publishes one for each master; this is one event for all of them, so it names none.
    private static string Sentinel(string id, HostAddress address) => $"sentinel {id} {Pair(address)}";

    private static string Pair(HostAddress address) => $"{address.Host} {Number(address.Port)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
