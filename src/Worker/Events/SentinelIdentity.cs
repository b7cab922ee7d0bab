using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events;

/// <summary>Which sentinel speaks: its id, and where this service reaches it.</summary>
/// <param name="Id">Answer of <c>SENTINEL MYID</c>; <c>host:port</c> where the sentinel is too old to have one (before 6.2).</param>
/// <param name="Address">The end of the connection on which it was heard.</param>
public sealed record SentinelIdentity(string Id, HostAddress Address);
