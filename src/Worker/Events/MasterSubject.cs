using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Events;

/// <summary>The master that a message names, with the address that its sender holds at that instant.</summary>
public sealed record MasterSubject(string Name, HostAddress Address);
