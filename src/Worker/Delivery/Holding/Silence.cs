namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>A silence as it holds.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="EndedAt">When somebody ended it before its time; what happened before then belongs to it. Null: nobody did.</param>
internal sealed record Silence(SilenceOptions Options, DateTimeOffset? EndedAt = null)
{
    /// <summary>Until when it covers an instant; null: it does not.</summary>
    public DateTimeOffset? UntilAt(DateTimeOffset at) => Options.UntilAt(at) is { } until && !(EndedAt <= at) ? (EndedAt < until ? EndedAt : until) : null;
}
