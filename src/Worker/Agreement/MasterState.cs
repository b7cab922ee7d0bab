namespace SentinelEvents.Worker.Agreement;

/// <summary>One master: each sentinel's view of it, and what was agreed.</summary>
public sealed record MasterState
{
    public required string Name { get; init; }

    /// <summary>By sentinel id; only of sentinels that monitor it.</summary>
    public SmallMap<MasterView> Views { get; init; } = SmallMap<MasterView>.Empty;

    public MasterRecord Record { get; init; } = new();

    /// <summary>Whether anybody monitors it, or did when that was last known: others are only remembered.</summary>
    public bool IsFollowed => !Views.IsEmpty || !Record.MonitoredBy.IsEmpty;

    /// <summary>Answers that were asked for before this count for nothing: another worker has decided since, or this one was paused.</summary>
    public DateTimeOffset TrustedFrom { get; init; }

    /// <summary>Nothing is decided until the sentinels have been read again, see <see cref="Doubt"/>.</summary>
    public bool InDoubt { get; init; }

    /// <summary>Something about it is decided by time alone, or may be: it is judged again without any observation.</summary>
    public bool Waits { get; init; }

    /// <summary>Since when its failover is over but for the last answers of data nodes, see <see cref="Completion"/>; null while it runs.</summary>
    public DateTimeOffset? EndingSince { get; init; }

    /// <summary>When the old master last answered.</summary>
    public DateTimeOffset OldMasterReadAt { get; init; }

    /// <summary>Since when a condition that must hold for a while holds; by its name.</summary>
    public SmallMap<DateTimeOffset> Holding { get; init; } = SmallMap<DateTimeOffset>.Empty;
}
