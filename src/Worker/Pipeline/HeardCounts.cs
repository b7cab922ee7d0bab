using System.Collections.Concurrent;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Pipeline;

/// <summary>
/// Counts what is heard. The loop alone writes, anybody reads: one look-up and one addition for each observation. Bounded, whatever sentinels claim of each
/// other: beyond <see cref="MostSentinels"/> addresses the others are counted together.
/// </summary>
internal sealed class HeardCounts
{
    /// <summary>How many sentinels of all clusters are told apart.</summary>
    public const int MostSentinels = 100;

    /// <summary>Stands for every sentinel beyond <see cref="MostSentinels"/>.</summary>
    public const string Others = "others";

    /// <summary>Stands for every data node that was asked.</summary>
    public const string DataNodes = "data-nodes";

    private readonly ConcurrentDictionary<(string Cluster, HostAddress Sentinel), Entry> _sentinels = new();
    private readonly ConcurrentDictionary<(string Cluster, string Sum), Entry> _sums = new();

    public void Add(Observation observation)
    {
        var kind = ObservationKinds.Of(observation);
        var entry = ObservationKinds.IsOfDataNode(kind) ? SumOf(observation.Cluster, DataNodes) : EntryOf(observation);
        Interlocked.Increment(ref entry.ByKind[kind]);
        switch (observation)
        {
            case SentinelUnsighted lost:
                entry.LostAt ??= lost.BlindSince ?? lost.At;
                break;
            case SentinelSighted found when entry.LostAt is { } since:
                entry.LostAt = null;
                entry.Blind += found.At > since ? found.At - since : TimeSpan.Zero;
                break;
        }
    }

    /// <param name="now">Up to when a loss of sight that is not over is counted.</param>
    public IReadOnlyList<HeardFrom> Read(DateTimeOffset now) =>
    [
        .. _sentinels.Select(one => one.Value.Read(one.Key.Cluster, VisibleText.Of(one.Key.Sentinel.ToString()), now)),
        .. _sums.Select(one => one.Value.Read(one.Key.Cluster, one.Key.Sum, now)),
    ];

    private Entry EntryOf(Observation observation)
    {
        var key = (observation.Cluster, observation.Sentinel.Address);
        return _sentinels.TryGetValue(key, out var entry) ? entry
            : _sentinels.Count < MostSentinels ? _sentinels.GetOrAdd(key, _ => new Entry())
            : SumOf(observation.Cluster, Others);
    }

    private Entry SumOf(string cluster, string sum) => _sums.GetOrAdd((cluster, sum), _ => new Entry());

    private sealed class Entry
    {
        public readonly long[] ByKind = new long[ObservationKinds.Count];

        // Read by others while the loop writes: a figure may be one observation late, and never torn, for it is one reference.
        private volatile Sight _sight = new(null, TimeSpan.Zero);

        public DateTimeOffset? LostAt
        {
            get => _sight.LostAt;
            set => _sight = _sight with { LostAt = value };
        }

        public TimeSpan Blind
        {
            get => _sight.Blind;
            set => _sight = _sight with { Blind = value };
        }

        public HeardFrom Read(string cluster, string sentinel, DateTimeOffset now)
        {
            var sight = _sight;
            var open = sight.LostAt is { } since && now > since ? now - since : TimeSpan.Zero;
            return new HeardFrom(
                cluster,
                sentinel,
                [.. ByKind.Index().Where(kind => kind.Item > 0).Select(kind => (ObservationKinds.NameOf(kind.Index), Interlocked.Read(ref ByKind[kind.Index])))],
                sight.Blind + open);
        }

        private sealed record Sight(DateTimeOffset? LostAt, TimeSpan Blind);
    }
}
