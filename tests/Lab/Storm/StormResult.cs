using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>What became of a storm.</summary>
internal sealed record StormResult
{
    /// <summary>What a storm brings.</summary>
    internal static IReadOnlyList<EventKind> Kinds { get; } =
        [EventKind.MasterSuspected, EventKind.MasterDown, EventKind.FailoverStarted, EventKind.MasterSwitched, EventKind.FailoverCompleted, EventKind.ReplicaDown];

    /// <summary>
    /// What every master is to have exactly once after it. Only the leader tells that a failover began: where its messages are read after those of a majority that has
    /// switched, the failover is over, and its beginning is no news.
    /// </summary>
    internal static IReadOnlyList<EventKind> Expected { get; } = [.. Kinds.Where(kind => kind != EventKind.FailoverStarted)];

    public required PlayedStorm Played { get; init; }

    public required int Masters { get; init; }

    /// <summary>Every event that the storm brought into the journal.</summary>
    public required IReadOnlyList<(Guid EventId, string Kind, string? Master)> Journalled { get; init; }

    /// <summary>What came over the bus.</summary>
    public required IReadOnlyList<TappedMessage> Bus { get; init; }

    /// <summary>Before the first message of the storm.</summary>
    public required ProcessFigures Before { get; init; }

    /// <summary>After the last delivery; the peak is that of the storm.</summary>
    public required ProcessFigures After { get; init; }

    /// <summary>The most observations that were seen to wait.</summary>
    public required long MostWaiting { get; init; }

    /// <summary>Observations that found no room; a snapshot made up for them.</summary>
    public required long Missed { get; init; }

    /// <summary>From the last raw message to the arrival of the last message on the bus that satisfies a condition.</summary>
    internal TimeSpan LastDelivery(Func<TappedMessage, bool> condition) =>
        Bus.Where(condition).Select(message => TimeProvider.System.GetElapsedTime(Played.Last, message.At)).DefaultIfEmpty().Max();

    /// <summary>How many masters have no event of the kind in the journal, how many one, and how many more.</summary>
    internal (int None, int One, int More) MastersWith(EventKind kind)
    {
        var counts = Journalled.Where(one => one.Kind == kind.ToString() && one.Master is not null).GroupBy(one => one.Master).Select(group => group.Count()).ToList();
        return (Masters - counts.Count, counts.Count(count => count == 1), counts.Count(count => count > 1));
    }

    /// <summary>Events of the journal that did not come over the bus.</summary>
    internal int Lost => Journalled.Select(one => one.EventId).Except(Bus.Select(message => message.EventId)).Count();

    /// <summary>Messages on the bus whose event had come before.</summary>
    internal int Twice => Bus.Count - Bus.Select(message => message.EventId).Distinct().Count();

    /// <summary>Whether every master has each expected event exactly once, in the journal and on the bus, and no other twice.</summary>
    internal bool IsWhole => Lost == 0 && Twice == 0 && Expected.All(kind => MastersWith(kind) == (0, Masters, 0)) && MastersWith(EventKind.FailoverStarted).More == 0;
}
