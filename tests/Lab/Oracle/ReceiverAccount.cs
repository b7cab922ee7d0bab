namespace SentinelEvents.Lab;

/// <summary>All that one receiver took, in the order in which it took it.</summary>
internal sealed record ReceiverAccount(string Name, IReadOnlyList<Told> Deliveries);
