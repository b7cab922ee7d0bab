using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications;

/// <summary>What several events of several incidents say together: each thing once, the worst first.</summary>
internal sealed record GroupDigest
{
    /// <summary>Listed in full; the others are named only.</summary>
    public const int MostRows = 50;

    private const int MostStates = 4;

    private GroupDigest(IReadOnlyList<SentinelEvent> events, IReadOnlyList<GroupRow> rows)
    {
        Events = events;
        Rows = rows;
    }

    public IReadOnlyList<SentinelEvent> Events { get; }

    public IReadOnlyList<GroupRow> Rows { get; }

    public IEnumerable<GroupRow> Listed => Rows.Take(MostRows);

    public IEnumerable<GroupRow> NamedOnly => Rows.Skip(MostRows);

    public string Cluster => Events.Select(one => one.Cluster).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : "several clusters";

    /// <summary>The host that all of it is about; empty where there is no such one.</summary>
    public string Host => Events.Select(one => GroupKey.HostOf(one) ?? "").Distinct(StringComparer.OrdinalIgnoreCase).ToList() is [var only] ? only : "";

    public DateTimeOffset From => Events.Min(one => one.OccurredAt);

    public DateTimeOffset To => Events.Max(one => one.AgreedAt);

    /// <summary>How many things stand how, the worst first.</summary>
    public IReadOnlyList<(GroupState State, int Count)> States =>
        [.. Rows.GroupBy(row => row.State).OrderBy(group => group.Key.Rank).Select(group => (group.Key, group.Count()))];

    /// <summary>Such as <c>100 masters of 10.0.0.1 switched</c>.</summary>
    public string Headline => (States, Host) switch
    {
        ([var only], "") => only.State.Count(only.Count),
        ([var only], var host) => $"{ReportWords.Count(only.Count, only.State.Noun)} of {host} {only.State.Word}",
        (_, "") => Tally(MostStates),
        var (_, host) => $"{host}: {Tally(MostStates)}",
    };

    public static GroupDigest Of(IReadOnlyList<SentinelEvent> events, KnownIncidents known) => new(
        events,
        [
            .. events.GroupBy(GroupRow.KeyOf, StringComparer.Ordinal).Select(thing => GroupRow.Of([.. thing], known))
                .OrderBy(row => row.State.Rank).ThenByDescending(row => row.Severity).ThenBy(row => row.Name, StringComparer.Ordinal).ThenBy(row => row.From, StringComparer.Ordinal),
        ]);

    /// <summary>Whether events are told as one table: those of one incident are one story instead.</summary>
    public static bool Fits(IReadOnlyList<SentinelEvent> events) => events.Select(one => one.IncidentId).Distinct().Skip(1).Any();

    public string Tally(int most)
    {
        var states = States;
        var shown = string.Join(", ", states.Take(most).Select(state => state.State.Count(state.Count)));
        return states.Count > most ? $"{shown} and {ReportWords.Number(states.Skip(most).Sum(state => state.Count))} more" : shown;
    }
}
