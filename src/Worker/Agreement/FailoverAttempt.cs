using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Agreement;

/// <summary>A failover that one sentinel runs or ran.</summary>
/// <param name="Epoch">Its failover epoch, which becomes the config epoch at promotion; null when only a reading showed it.</param>
/// <param name="StartedAt"><c>+try-failover</c>, or when a reading first showed it.</param>
/// <param name="AfterODown">Whether this sentinel held the master for O_DOWN when it began; without, somebody asked for it.</param>
/// <param name="Via">How it became known.</param>
public sealed record FailoverAttempt(long? Epoch, DateTimeOffset StartedAt, bool AfterODown, EvidenceSource Via)
{
    /// <summary><c>+elected-leader</c>; null before.</summary>
    public DateTimeOffset? ElectedAt { get; init; }

    /// <summary>The replica that turned master (<c>+promoted-slave</c>).</summary>
    public HostAddress? Promoted { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it ended well; null while it runs or when it was given up.</summary>
    public FailoverEnding? Ending { get; init; }

    /// <summary>Why it was given up; null while it runs or when it ended well.</summary>
    public FailoverFailure? Failure { get; init; }

    /// <summary>Since when its sentinel is not seen while it runs.</summary>
    public DateTimeOffset? UnseenSince { get; init; }

    public bool Running => EndedAt is null;
}
