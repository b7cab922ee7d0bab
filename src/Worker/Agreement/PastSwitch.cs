using System.Collections.Immutable;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>A switch that was announced.</summary>
public sealed record PastSwitch(Guid EventId, long Epoch, HostAddress Address, ImmutableSortedSet<string> Witnesses);
