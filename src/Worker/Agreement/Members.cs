using System.Collections.Immutable;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>The data nodes and sentinels of a master.</summary>
public sealed record Members(ImmutableSortedDictionary<string, HostAddress> Nodes, ImmutableSortedDictionary<string, HostAddress> Sentinels);
