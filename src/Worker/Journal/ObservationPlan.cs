namespace SentinelEvents.Worker.Journal;

/// <summary>What one batch adds to the observations, and what is to be remembered once it is committed.</summary>
internal sealed record ObservationPlan(IReadOnlyList<ObservationRow> Rows, IReadOnlyDictionary<SnapshotAuthor, JournalledSnapshot?> Snapshots);

/// <summary>One sentinel of one cluster.</summary>
internal readonly record struct SnapshotAuthor(string Cluster, string Sentinel);

/// <summary>The newest snapshot of a sentinel in the journal.</summary>
/// <param name="Content">What identifies its content.</param>
/// <param name="RowAt">When the newest row about it was taken.</param>
/// <param name="Unwritten">How many of the same content came since and are in no row yet.</param>
internal sealed record JournalledSnapshot(string Content, DateTimeOffset RowAt, int Unwritten);
