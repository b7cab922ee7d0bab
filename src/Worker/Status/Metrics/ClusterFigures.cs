using SentinelEvents.Contracts;
using SentinelEvents.Worker.Agreement;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Status.Metrics;

/// <summary>
/// One cluster in numbers. Its size does not grow with the cluster: masters are given one by one up to <see cref="MostMasters"/>, and beyond that only together,
/// for a series for each of thousands would cost the database more than it tells.
/// </summary>
/// <param name="Cluster">Its name.</param>
/// <param name="IsSighted">Whether enough sentinels are seen to agree on anything.</param>
/// <param name="MasterCount">How many masters are known.</param>
/// <param name="Masters">Each of them; none where there are more than <see cref="MostMasters"/>.</param>
/// <param name="WorstMargin">The least margin of any master; null where no sentinel says.</param>
/// <param name="LastSwitch">When the latest address of a master was agreed that replaced another; null where none did as far as is remembered.</param>
/// <param name="Open">How many incidents are open, in the order of <see cref="Kinds"/>.</param>
internal sealed record ClusterFigures(
    string Cluster,
    bool IsSighted,
    int MasterCount,
    IReadOnlyList<MasterFigures> Masters,
    int? WorstMargin,
    DateTimeOffset? LastSwitch,
    IReadOnlyList<int> Open)
{
    public const int MostMasters = 100;

    /// <summary>What an open incident is counted as: the event that stands for it. An incident of a master counts once, as the furthest that it came to.</summary>
    public static readonly IReadOnlyList<(EventKind Kind, Severity Severity)> Kinds =
    [
        (EventKind.MasterSuspected, Severity.Info),
        (EventKind.MasterDown, Severity.Critical),
        (EventKind.FailoverStarted, Severity.Warning),
        (EventKind.FailoverFailed, Severity.Critical),
        (EventKind.MasterSwitched, Severity.Critical),
        (EventKind.MasterSwitchUnconfirmed, Severity.Critical),
        (EventKind.ReplicaDown, Severity.Warning),
        (EventKind.SentinelDown, Severity.Warning),
        (EventKind.QuorumLost, Severity.Critical),
        (EventKind.ViewsDiverged, Severity.Critical),
        (EventKind.TiltEntered, Severity.Warning),
        (EventKind.SightLost, Severity.Critical),
    ];

    public static ClusterFigures Of(ClusterState state)
    {
        var open = new Dictionary<EventKind, int>();
        void Count(EventKind kind, int count) => open[kind] = open.GetValueOrDefault(kind) + count;

        int? worst = null;
        DateTimeOffset? last = null;
        var masters = new List<MasterFigures>();
        foreach (var (name, master) in state.Masters)
        {
            var margin = Margin(state, master);
            worst = margin < worst || worst is null ? margin ?? worst : worst;
            var record = master.Record;
            if (!record.Switches.IsEmpty && record.Agreed is { } agreed && (last is null || agreed.Since > last))
            {
                last = agreed.Since;
            }

            CountOf(record, Count);
            if (state.Masters.Count <= MostMasters)
            {
                masters.Add(new MasterFigures(VisibleText.Of(name), margin, record.Agreed?.Epoch ?? 0, record.Agreed?.Since));
            }
        }

        Count(EventKind.SentinelDown, state.Sentinels.Values.Count(sentinel => sentinel.Record.Down is { Announced: true }));
        Count(EventKind.TiltEntered, state.Sentinels.Values.Count(sentinel => sentinel.Record.Tilt is not null));
        Count(EventKind.SightLost, state.Sight.Loss is null ? 0 : 1);
        return new ClusterFigures(
            state.Policy.Cluster,
            state.UnsightedSince is null,
            state.Masters.Count,
            masters,
            worst,
            last,
            [.. Kinds.Select(kind => open.GetValueOrDefault(kind.Kind))]);
    }

    private static void CountOf(MasterRecord record, Action<EventKind, int> count)
    {
        if (record.Incident is { Announced: true } incident)
        {
            count(
                incident switch
                {
                    { Failures.IsEmpty: false } => EventKind.FailoverFailed,
                    { DownAt: not null } => EventKind.MasterDown,
                    { AttemptOpen: true } => EventKind.FailoverStarted,
                    _ => EventKind.MasterSuspected,
                },
                1);
        }

        count(EventKind.MasterSwitched, record.Completion is null ? 0 : 1);
        count(EventKind.MasterSwitchUnconfirmed, record.Candidates.Values.Count(candidate => candidate.Reported));
        count(EventKind.ReplicaDown, record.ReplicasDown.Values.Count(down => down.Announced));
        count(EventKind.QuorumLost, record.QuorumLoss is { Announced: true } ? 1 : 0);
        count(EventKind.ViewsDiverged, record.Diverged.Values.Count(diverged => diverged.Announced));
    }

    /// <summary>What most of the sentinels that are seen say: the lower median of the sentinels that they count as usable, less those that are needed.</summary>
    private static int? Margin(ClusterState state, MasterState master)
    {
        var known = state.Policy.ConfiguredSentinels;
        var quorum = 1;
        List<int> usable = [];
        foreach (var (id, view) in master.Views)
        {
            if (view.Quorum is { } check && state.Sentinels.TryGetValue(id, out var sentinel) && sentinel.Seen)
            {
                usable.Add(check.Usable);
                known = Math.Max(known, view.OtherSentinels + 1);
                quorum = Math.Max(quorum, view.Settings?.Quorum ?? 1);
            }
        }

        if (usable.Count == 0)
        {
            return null;
        }

        usable.Sort();
        return usable[(usable.Count - 1) / 2] - Math.Max(quorum, (known / 2) + 1);
    }
}
