using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications;

/// <summary>A line of the table of a group: one thing, and how it stands after its latest event.</summary>
/// <param name="Name">Of the master, or the address of what is none.</param>
/// <param name="From">The old address of what moved, or the address of what did not.</param>
/// <param name="To">The new address of what moved; else empty.</param>
/// <param name="State">How it stands.</param>
/// <param name="Severity">Of its latest event.</param>
/// <param name="Lasted">How long it took, or since when it is so.</param>
/// <param name="Latest">Its latest event.</param>
internal sealed record GroupRow(string Name, string From, string To, GroupState State, Severity Severity, string Lasted, SentinelEvent Latest)
{
    /// <summary>So that however hostile the names are, a table of many rows stays within what mail programs show.</summary>
    private const int LongestName = 40;

    /// <summary>What it is worth to whoever reads the table: a master that is replaced is no longer what must be seen first.</summary>
    public Severity Weight => Latest.Kind == EventKind.MasterSwitched && Severity == Severity.Critical ? Severity.Warning : Severity;

    /// <param name="events">Of one thing, in the order of decision.</param>
    /// <param name="known">What is on record of its incident.</param>
    public static GroupRow Of(IReadOnlyList<SentinelEvent> events, KnownIncidents known)
    {
        var latest = events[^1];
        var (from, to) = Places(latest);
        return new GroupRow(
            ReportWords.Clip(latest.Master ?? NameOf(latest), LongestName),
            from is { } old ? ReportWords.Clip(old.ToString(), LongestName) : "",
            to is { } now ? ReportWords.Clip(now.ToString(), LongestName) : "",
            GroupState.Of(latest.Kind),
            latest.Severity,
            Length(latest, known.FirstSign(latest.IncidentId) ?? events.Min(one => one.OccurredAt)),
            latest);
    }

    /// <summary>What tells one thing from another within a group.</summary>
    public static string KeyOf(SentinelEvent sentinelEvent) => sentinelEvent switch
    {
        ReplicaDown e => $"replica/{e.Cluster}/{e.Master}/{e.Address.Canonical()}",
        ReplicaRecovered e => $"replica/{e.Cluster}/{e.Master}/{e.Address.Canonical()}",
        SentinelDown e => $"sentinel/{e.Cluster}/{e.Sentinel}",
        SentinelRecovered e => $"sentinel/{e.Cluster}/{e.Sentinel}",
        TiltEntered e => $"tilt/{e.Cluster}/{e.Sentinel}",
        TiltLeft e => $"tilt/{e.Cluster}/{e.Sentinel}",
        MasterSuspected or MasterDown or MasterRecovered or FailoverStarted or FailoverFailed or MasterSwitched or MasterSwitchUnconfirmed or FailoverCompleted =>
            $"master/{sentinelEvent.Cluster}/{sentinelEvent.Master}",
        _ => $"incident/{sentinelEvent.IncidentId}",
    };

    private static (HostAddress? From, HostAddress? To) Places(SentinelEvent sentinelEvent) =>
        sentinelEvent is TopologyChanged moved ? (moved.OldAddress, moved.NewAddress) : EventPlaces.Of(sentinelEvent);

    private static string NameOf(SentinelEvent sentinelEvent) => sentinelEvent switch
    {
        SentinelDown e => $"sentinel {Words.Short(e.Sentinel)}",
        SentinelRecovered e => $"sentinel {Words.Short(e.Sentinel)}",
        TiltEntered e => $"sentinel {Words.Short(e.Sentinel)}",
        TiltLeft e => $"sentinel {Words.Short(e.Sentinel)}",
        SightLost e => $"worker {e.Worker}",
        SightRestored e => $"worker {e.Worker}",
        _ => sentinelEvent.Cluster,
    };

    private static string Length(SentinelEvent latest, DateTimeOffset firstSign)
    {
        TimeSpan? took = latest switch
        {
            MasterRecovered e => e.DownFor,
            ReplicaRecovered e => e.DownFor,
            SentinelRecovered e => e.DownFor,
            SightRestored e => e.To - e.From,
            FailoverCompleted e => EventWording.Length(e),
            MasterSwitched => latest.AgreedAt - firstSign,
            _ => null,
        };
        return (took, IncidentRoles.Of(latest.Kind)) switch
        {
            ({ } length, _) => Words.Of(length),
            (_, IncidentRole.Opens) => $"since {ReadableTime.Clock(firstSign)}",
            _ => "",
        };
    }
}
