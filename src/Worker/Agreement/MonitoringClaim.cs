using System.Collections.Immutable;

namespace SentinelEvents.Worker.Agreement;

/// <summary>A change of monitoring that was announced, and who has followed it.</summary>
public sealed record MonitoringClaim(Guid EventId, int Ordinal, ImmutableSortedSet<string> Witnesses)
{
    /// <summary>When each of them was last known to make it, by id: what several workers hear of one message is one change.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> MadeAt { get; init; } = ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal);
}
