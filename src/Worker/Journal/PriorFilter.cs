using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Journal;

/// <summary>Which events of before to read: those that go down and up of one master, or of a cluster's own.</summary>
/// <param name="Cluster">The cluster.</param>
/// <param name="Master">Null: the events that concern the whole cluster.</param>
/// <param name="Down">The kind that says that something is down.</param>
/// <param name="Up">The kind that says that it is up again.</param>
/// <param name="Since">Agreed at or after this.</param>
/// <param name="Limit">At most so many, the newest.</param>
public sealed record PriorFilter(string Cluster, string? Master, EventKind Down, EventKind Up, DateTimeOffset Since, int Limit);
