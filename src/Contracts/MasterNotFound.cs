namespace SentinelEvents.Contracts;

/// <summary>Answers <see cref="GetMaster"/>: no master can be named.</summary>
public sealed record MasterNotFound
{
    /// <summary>As asked.</summary>
    public required string Cluster { get; init; }

    /// <summary>As asked.</summary>
    public required string Master { get; init; }

    /// <summary>Why.</summary>
    public required MasterNotFoundReason Reason { get; init; }
}
