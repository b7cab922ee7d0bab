using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>Which events to read.</summary>
/// <param name="Cluster">Null: every one.</param>
/// <param name="Master">Null: every one.</param>
/// <param name="Kind">Null: every one.</param>
/// <param name="Since">Agreed at or after this.</param>
/// <param name="After">Only events with a higher sequence number.</param>
/// <param name="Limit">At most so many: the oldest, or with <paramref name="Newest"/> the newest. Always in the order of decision.</param>
/// <param name="Newest">Which end to keep where there are more.</param>
/// <param name="Id">Null: every one.</param>
/// <param name="Incident">Null: every one.</param>
/// <param name="UpTo">Only events with this or a lower sequence number; null: every one.</param>
public sealed record EventFilter(
    string? Cluster = null, string? Master = null, EventKind? Kind = null, DateTimeOffset? Since = null, long After = 0, int Limit = 1000, bool Newest = false,
    Guid? Id = null, Guid? Incident = null, long? UpTo = null);
