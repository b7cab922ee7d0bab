using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>A failover that a sentinel runs or ran.</summary>
/// <param name="Epoch">Its epoch; null where only a reading showed it.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="ElectedAt">When the sentinel was elected its leader; null before.</param>
/// <param name="Promoted">The replica that turned master; null before.</param>
/// <param name="EndedAt">When it ended; null while it runs.</param>
/// <param name="Ending">How it ended well; null while it runs, or when it was given up.</param>
/// <param name="Failure">Why it was given up; null while it runs, or when it ended well.</param>
internal sealed record AttemptView(
    long? Epoch, DateTimeOffset StartedAt, DateTimeOffset? ElectedAt, HostAddress? Promoted, DateTimeOffset? EndedAt, FailoverEnding? Ending, FailoverFailure? Failure);
