namespace SentinelEvents.Worker.Agreement;

/// <summary>A sentinel's vote for the leader of a failover (<c>+vote-for-leader</c>, which names no master; each failover has an epoch of its own).</summary>
/// <param name="For">Id of the sentinel that it voted for.</param>
/// <param name="Epoch">The epoch of the failover.</param>
/// <param name="At">When it was heard.</param>
public sealed record LeaderVote(string For, long Epoch, DateTimeOffset At);
