namespace SentinelEvents.Worker.Journal;

/// <summary>A silence that was asked for while the service ran. Whether it is over and who wanted that is kept as long as events are.</summary>
/// <param name="Id">Made of its content.</param>
/// <param name="Name">No two that are not over have the same, upper or lower case.</param>
/// <param name="Body">What it covers and when; JSON that only Delivery reads.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="CreatedFrom">From which address.</param>
/// <param name="OverAt">When it ends, or was ended; null: it comes again until somebody ends it.</param>
/// <param name="EndedAt">When somebody ended it before its time; null: nobody did.</param>
/// <param name="EndedFrom">From which address.</param>
public sealed record KeptSilence(
    Guid Id, string Name, string Body, DateTimeOffset CreatedAt, string CreatedFrom, DateTimeOffset? OverAt, DateTimeOffset? EndedAt = null, string? EndedFrom = null);
