using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>How one sentinel sees a replica or another sentinel.</summary>
/// <param name="Id">The other sentinel's id; of a replica its address.</param>
/// <param name="Address">Where it is, in that sentinel's words.</param>
/// <param name="State">How it sees it.</param>
/// <param name="DownSince">Since when it holds it for down; null while it does not.</param>
internal sealed record InstanceSighting(string Id, HostAddress Address, SightedState State, DateTimeOffset? DownSince);
