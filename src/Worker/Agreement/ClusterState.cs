namespace SentinelEvents.Worker.Agreement;

/// <summary>Everything that decisions about one cluster depend on. Immutable; a step makes the next one.</summary>
public sealed record ClusterState
{
    public required ClusterPolicy Policy { get; init; }

    public required ClusterRecord Record { get; init; }

    /// <summary>By sentinel id.</summary>
    public SmallMap<SentinelState> Sentinels { get; init; } = SmallMap<SentinelState>.Empty;

    /// <summary>By master name.</summary>
    public MasterMap Masters { get; init; } = MasterMap.Empty;

    /// <summary>Since when too few sentinels are seen; null when enough are.</summary>
    public DateTimeOffset? UnsightedSince { get; init; }

    /// <summary>What was announced about this worker's own sight.</summary>
    public SightRecord Sight { get; init; } = new();

    /// <summary>As with a master: snapshots that were asked for before this count for nothing.</summary>
    public DateTimeOffset TrustedFrom { get; init; }

    /// <summary>Nothing is decided about sentinels until they have been read again.</summary>
    public bool InDoubt { get; init; }

    /// <summary>Another worker sees more of the cluster: that one decides, and this one only keeps up, ready to take over.</summary>
    public bool Defers { get; init; }

    /// <summary>A cluster of which nothing is known yet.</summary>
    /// <param name="policy">The operator's choices.</param>
    /// <param name="now">When this process began to look.</param>
    public static ClusterState New(ClusterPolicy policy, DateTimeOffset now) => new()
    {
        Policy = policy,
        Record = new ClusterRecord { FirstStartAt = now },
        UnsightedSince = now,
    };

    /// <summary>A cluster as it was left: what was agreed and announced is kept; what each sentinel holds is read again.</summary>
    /// <param name="policy">The operator's choices.</param>
    /// <param name="record">What was kept of the cluster.</param>
    /// <param name="masters">What was kept of each master, by name.</param>
    /// <param name="sentinels">What was kept of each sentinel, by id.</param>
    /// <param name="sight">What was kept of this worker's own sight; null where nothing was.</param>
    /// <param name="now">When this process began to look.</param>
    public static ClusterState Resume(
        ClusterPolicy policy,
        ClusterRecord record,
        IReadOnlyDictionary<string, MasterRecord> masters,
        IReadOnlyDictionary<string, SentinelRecord> sentinels,
        SightRecord? sight,
        DateTimeOffset now) => New(policy, now) with
        {
            Sight = sight ?? new SightRecord(),
            // A clock that was ahead at the first start must not call everything old for ever.
            Record = record.FirstStartAt <= now ? record : record with { FirstStartAt = now },
            Masters = MasterMap.Empty.With(masters.Select(entry => new MasterState { Name = entry.Key, Record = entry.Value, Waits = true })),
            Sentinels = sentinels.ToSmallMap(
                entry => entry.Key,
                entry => new SentinelState { Id = entry.Key, Address = entry.Value.Address, SeenSince = now, Record = entry.Value }),
        };
}
