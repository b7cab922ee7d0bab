using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>A due delivery as it is read.</summary>
internal sealed class DueRow
{
    public long Id { get; init; }

    public int Attempts { get; init; }

    public long FirstDueAt { get; init; }

    public string Body { get; init; } = "";

    public long Sequence { get; init; }

    public string State { get; init; } = "";

    public string? Reason { get; init; }

    public string? GroupKey { get; init; }

    public PendingDelivery ToPending(SqlDialect dialect, string destination) =>
        new(Id, destination, SentinelEventJson.Deserialize(Body), Attempts, JournalTime.FromColumn(FirstDueAt))
        {
            Sequence = Sequence,
            WasHeld = State == nameof(DeliveryState.Held),
            Reason = Reason is null ? null : dialect.FromColumn(Reason),
            Group = GroupKey is null ? null : dialect.FromColumn(GroupKey),
        };
}
