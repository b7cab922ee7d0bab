using System.Collections.Immutable;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>One sentinel: what is seen of it, and what was announced about it.</summary>
public sealed record SentinelState
{
    public required string Id { get; init; }

    public HostAddress Address { get; init; }

    /// <summary>The connection to it stands.</summary>
    public bool Seen { get; init; }

    /// <summary>Since when it is, or is not, seen.</summary>
    public DateTimeOffset SeenSince { get; init; }

    /// <summary>Its process; another one means that it was restarted and that everything believed of it is void.</summary>
    public string ProcessId => Record.ProcessId;

    public DateTimeOffset? SnapshotAt { get; init; }

    /// <summary>When the newest snapshot was asked for.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When its process began, by its own account; null where that may not be read.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public bool Tilt { get; init; }

    public DateTimeOffset TiltSince { get; init; }

    public EvidenceSource TiltVia { get; init; }

    /// <summary>The epoch of the last message, when that was <c>+new-epoch</c>: a candidate's <c>+try-failover</c> follows at once.</summary>
    public long? EpochJustNamed { get; init; }

    /// <summary>Its latest votes for leaders, the newest last: many masters may fail over at once.</summary>
    public ImmutableArray<LeaderVote> Votes { get; init; } = [];

    /// <summary>The most sentinels that it knows of for one master, itself included.</summary>
    public int Knows { get; init; }

    /// <summary>By peer: the masters for which it holds that peer for down.</summary>
    public SmallMap<PeerClaim> DownPeers { get; init; } = SmallMap<PeerClaim>.Empty;

    /// <summary>By peer: where it knows it, and whether it answered for any master.</summary>
    public SmallMap<InstanceView> Peers { get; init; } = SmallMap<InstanceView>.Empty;

    public SentinelRecord Record { get; init; } = new();
}
