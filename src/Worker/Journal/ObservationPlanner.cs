using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Journal;

/// <summary>
/// Turns observations into rows. Snapshots come every few seconds, are large and nearly always say the same: one is kept in full where
/// its content is new, and otherwise counted in a short row, at most one each <see cref="Heartbeat"/>.
/// </summary>
internal sealed class ObservationPlanner
{
    public const string UnchangedSnapshot = "snapshot-unchanged";

    public static readonly TimeSpan Heartbeat = TimeSpan.FromMinutes(1);

    private readonly Dictionary<SnapshotAuthor, JournalledSnapshot> journalled = [];

    /// <summary>Decides the rows of a batch. Changes nothing: a batch that fails to commit is planned again.</summary>
    public ObservationPlan Plan(IReadOnlyList<Observation> observations)
    {
        var rows = new List<ObservationRow>(observations.Count);
        var changed = new Dictionary<SnapshotAuthor, JournalledSnapshot?>();
        foreach (var observation in observations)
        {
            var author = new SnapshotAuthor(observation.Cluster, observation.Sentinel.Id);
            switch (observation)
            {
                case SnapshotTaken snapshot:
                    var (row, newest) = PlanSnapshot(snapshot, changed.TryGetValue(author, out var planned) ? planned : journalled.GetValueOrDefault(author));
                    changed[author] = newest;
                    if (row is not null)
                    {
                        rows.Add(row);
                    }

                    break;

                case SentinelUnsighted:
                    // What the sentinel says when it is back is kept in full; and sentinels that never come back are not remembered for ever.
                    changed[author] = null;
                    rows.Add(FullRow(observation));
                    break;

                default:
                    rows.Add(FullRow(observation));
                    break;
            }
        }

        return new ObservationPlan(rows, changed);
    }

    /// <summary>The plan is committed.</summary>
    public void Committed(ObservationPlan plan)
    {
        foreach (var (author, snapshot) in plan.Snapshots)
        {
            if (snapshot is null)
            {
                journalled.Remove(author);
            }
            else
            {
                journalled[author] = snapshot;
            }
        }
    }

    private static (ObservationRow? Row, JournalledSnapshot Newest) PlanSnapshot(SnapshotTaken taken, JournalledSnapshot? before)
    {
        var content = SnapshotContent.Identify(taken);
        if (before?.Content != content)
        {
            return (Row(taken, () => JournalJson.LargeUtf8<Observation>(taken)), new JournalledSnapshot(content, taken.At, 0));
        }

        // A clock that was set back must not silence the heartbeat until it has caught up.
        return taken.Missed == 0 && (taken.At - before.RowAt).Duration() < Heartbeat
            ? (null, before with { Unwritten = before.Unwritten + 1 })
            : (ShortRow(taken, content, before.Unwritten + 1), new JournalledSnapshot(content, taken.At, 0));
    }

    private static ObservationRow FullRow(Observation observation) => Row(observation, () => JournalJson.Utf8(observation));

    private static ObservationRow Row(Observation observation, Func<byte[]> body) => new(
        observation.At, observation.Cluster, observation.Sentinel.Id, ObservedSubject.TypeOf(observation), ObservedSubject.MasterOf(observation), body);

    private static ObservationRow ShortRow(SnapshotTaken taken, string content, int count) => new(
        taken.At,
        taken.Cluster,
        taken.Sentinel.Id,
        UnchangedSnapshot,
        null,
        () => JournalJson.Utf8(new UnchangedSnapshots(count, taken.Missed, taken.Snapshot.Masters.Count, content)));

    /// <summary>Body of a short row.</summary>
    private sealed record UnchangedSnapshots(int Count, long Missed, int Masters, string Content);
}
