using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>A due delivery as it is read.</summary>
internal sealed class DueRow
{
    public long Id { get; init; }

    public int Attempts { get; init; }

    public long FirstDueAt { get; init; }

    public string Body { get; init; } = "";

    public PendingDelivery ToPending(string destination) =>
        new(Id, destination, SentinelEventJson.Deserialize(Body), Attempts, JournalTime.FromColumn(FirstDueAt));
}
