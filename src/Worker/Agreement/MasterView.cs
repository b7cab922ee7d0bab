using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement;

/// <summary>What one sentinel holds of one master, as last heard or read. Not kept over a restart: it is read again.</summary>
public sealed record MasterView
{
    /// <summary>Its answer to GET-MASTER-ADDR-BY-NAME: with <see cref="Epoch"/>, its vote on who is master.</summary>
    public HostAddress Address { get; init; }

    /// <summary>Its config epoch.</summary>
    public long Epoch { get; init; }

    /// <summary>When the vote was last read; null before the first reading, and then there is no vote.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>When the newest answer was asked for: it says nothing of anything later.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When this vote was first known.</summary>
    public DateTimeOffset VoteAt { get; init; }

    /// <summary>How this vote became known: heard when the sentinel announced it, however its epoch was learned.</summary>
    public EvidenceSource VoteVia { get; init; }

    /// <summary>The reading that showed it was prompted by a message of this sentinel: readings may overtake the announcement itself.</summary>
    public bool VotePrompted { get; init; }

    /// <summary>An announcement without visible effect yet.</summary>
    public SwitchCopy? Announced { get; init; }

    /// <summary>The instance that the flags below belong to; on a failover's leader still the old master.</summary>
    public HostAddress Instance { get; init; }

    public Claim? Down { get; init; }

    public ODownClaim? ODown { get; init; }

    /// <summary>The instance answered this sentinel since its entry was made, and is not held for down.</summary>
    public Claim? Up { get; init; }

    /// <summary>Until then it was too recently started, reset or told to monitor to vote on state.</summary>
    public DateTimeOffset SettlingUntil { get; init; }

    public FailoverAttempt? Attempt { get; init; }

    public MasterSettings? Settings { get; init; }

    public int OtherSentinels { get; init; }

    public QuorumCheck? Quorum { get; init; }

    /// <summary>Since when CKQUORUM is answered with NOQUORUM; null when it is not.</summary>
    public DateTimeOffset? NoQuorumSince { get; init; }

    /// <summary>By canonical address; null before the first reading.</summary>
    public SmallMap<InstanceView>? Replicas { get; init; }

    /// <summary>By sentinel id; null before the first reading.</summary>
    public SmallMap<InstanceView>? Peers { get; init; }
}
