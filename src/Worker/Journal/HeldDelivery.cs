namespace SentinelEvents.Worker.Journal;

/// <summary>That a delivery is kept back.</summary>
/// <param name="Id">The row of <see cref="PendingDelivery"/>.</param>
/// <param name="Until">When it is looked at again; null: never.</param>
/// <param name="Reason">Which rule keeps it back, in short.</param>
/// <param name="Detail">For a person; holds no secret.</param>
/// <param name="Group">What waits under one key is taken together; null: it waits alone.</param>
public sealed record HeldDelivery(long Id, DateTimeOffset? Until, string Reason, string Detail, string? Group = null);
