using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>Views of sentinels, from how they are watched and what is agreed about them. Pure.</summary>
internal static class SentinelViews
{
    /// <summary>Those of one cluster, by address.</summary>
    /// <param name="cluster">Null before the journal is open.</param>
    /// <param name="watch">The sentinels of this cluster as this worker watches them.</param>
    public static IReadOnlyList<SentinelSummary> Of(ClusterState? cluster, IReadOnlyList<SentinelWatchStatus> watch)
    {
        var states = (cluster?.Sentinels.Values ?? []).Where(state => IsPresent(state, watch)).ToList();
        var matched = states.Select(state => WatchOf(state, watch)).OfType<SentinelWatchStatus>().ToHashSet();
        return
        [
            .. states.Select(state => Summary(cluster!, state, WatchOf(state, watch)))
                .Concat(watch.Where(one => !matched.Contains(one)).Select(Summary))
                .OrderBy(sentinel => sentinel.Address.ToString(), StringComparer.Ordinal).ThenBy(sentinel => sentinel.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a sentinel on record is still one: another id at its address has taken its place.</summary>
    public static bool IsPresent(SentinelState sentinel, IReadOnlyList<SentinelWatchStatus> watch) =>
        sentinel.Seen || watch.Any(one => one.Id == sentinel.Id) || !watch.Any(one => one.Id is not null && one.Address.SameAs(sentinel.Address));

    public static SentinelWatchStatus? WatchOf(SentinelState sentinel, IReadOnlyList<SentinelWatchStatus> watch) =>
        watch.FirstOrDefault(one => one.Id == sentinel.Id) ?? watch.FirstOrDefault(one => one.Id is null && one.Address.SameAs(sentinel.Address));

    /// <summary>How a sentinel sees another one for a master.</summary>
    public static InstanceSighting Sighting(string id, InstanceView view, PeerClaim? claim, string master)
    {
        var down = view.Down ?? (claim is not null && claim.Masters.Contains(master) ? claim.First : null);
        return new InstanceSighting(
            id,
            view.Address,
            down is not null ? SightedState.Down : view.Up is not null ? SightedState.Up : SightedState.Unproven,
            down?.Since);
    }

    private static SentinelSummary Summary(SentinelWatchStatus watch) => new()
    {
        Cluster = watch.Cluster,
        Id = watch.Id,
        Address = watch.Address,
        Configured = watch.Configured,
        Connection = watch.State,
        LastTrafficAt = watch.LastTrafficAt,
        Unrecognised = watch.Unrecognised,
        Missed = watch.Missed,
        Problem = Problem(watch),
    };

    private static SentinelSummary Summary(ClusterState cluster, SentinelState state, SentinelWatchStatus? watch) => new()
    {
        Cluster = cluster.Policy.Cluster,
        Id = state.Id,
        Address = watch?.Address ?? state.Address,
        Configured = watch?.Configured ?? false,
        Connection = watch?.State,
        ConnectionSince = state.SeenSince,
        LastTrafficAt = watch?.LastTrafficAt,
        ReadAt = state.SnapshotAt,
        StartedAt = state.StartedAt,
        TiltSince = state.Tilt ? state.TiltSince : null,
        DownSince = state.Record.Down?.Since,
        IncidentId = state.Record.Down is { Announced: true } down ? down.IncidentId : null,
        DownBy = [.. cluster.Sentinels.Values.Where(other => other.Seen && other.DownPeers.ContainsKey(state.Id)).Select(other => other.Id)],
        Masters = cluster.Masters.Values.Count(master => master.Views.ContainsKey(state.Id)),
        Knows = state.Knows,
        Unrecognised = watch?.Unrecognised ?? 0,
        Missed = watch?.Missed ?? 0,
        Problem = watch is null ? null : Problem(watch),
    };

    private static ProblemView? Problem(SentinelWatchStatus watch) =>
        watch.LastProblem is { } problem ? new ProblemView(problem.Kind, problem.Text, problem.Cure) : null;
}
