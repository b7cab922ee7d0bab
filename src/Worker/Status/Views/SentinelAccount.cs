using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Sentinels;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>One sentinel's own view of one master, and what its word is worth.</summary>
internal sealed record SentinelAccount
{
    /// <summary>The sentinel's id.</summary>
    public required string Sentinel { get; init; }

    /// <summary>Where this service reaches it.</summary>
    public required HostAddress SentinelAddress { get; init; }

    /// <summary>How it relates to what is agreed.</summary>
    public required MatrixCell Cell { get; init; }

    /// <summary>Whether its word counts, or why not.</summary>
    public required Eligibility Eligibility { get; init; }

    /// <summary>How the connection to it stands; null where this worker does not watch it any more.</summary>
    public SentinelWatchState? Connection { get; init; }

    /// <summary>Since when it is, or is not, seen.</summary>
    public DateTimeOffset? ConnectionSince { get; init; }

    /// <summary>When its subscribed connection last carried anything.</summary>
    public DateTimeOffset? LastTrafficAt { get; init; }

    /// <summary>When it was last read; null before the first reading.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Who is master, in its words; null before it was read.</summary>
    public HostAddress? Address { get; init; }

    /// <summary>Its config epoch.</summary>
    public long Epoch { get; init; }

    /// <summary>When it was first known to hold that.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>Since when it holds the master for down (S_DOWN); null while it does not.</summary>
    public DateTimeOffset? DownSince { get; init; }

    /// <summary>Null while it does not hold the master for O_DOWN.</summary>
    public ODownView? ODown { get; init; }

    /// <summary>The failover that it runs or ran last; null where there is none.</summary>
    public AttemptView? Attempt { get; init; }

    /// <summary>Null where it was not asked.</summary>
    public QuorumAnswer? Quorum { get; init; }

    /// <summary>Its settings for this master; null before it was read.</summary>
    public MasterSettings? Settings { get; init; }

    /// <summary>How it sees the other sentinels.</summary>
    public IReadOnlyList<InstanceSighting> Peers { get; init; } = [];
}
