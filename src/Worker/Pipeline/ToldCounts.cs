using System.Collections.Concurrent;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>Counts what was agreed. The loop alone writes, anybody reads.</summary>
internal sealed class ToldCounts
{
    private readonly ConcurrentDictionary<(string Cluster, EventKind Kind, Severity Severity), long> _counts = new();

    public void Add(SentinelEvent told) => _counts.AddOrUpdate((told.Cluster, told.Kind, told.Severity), 1, static (_, count) => count + 1);

    public IReadOnlyList<(string Cluster, EventKind Kind, Severity Severity, long Count)> Read() =>
        [.. _counts.Select(entry => (entry.Key.Cluster, entry.Key.Kind, entry.Key.Severity, entry.Value))];
}
