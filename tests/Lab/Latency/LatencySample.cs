namespace SentinelEvents.Lab;

/// <summary>One failover, timed from the second sentinel's <c>+switch-master</c>.</summary>
/// <param name="Trigger">What began it.</param>
/// <param name="Worker">Until the worker's webhook arrived; below zero when it came first.</param>
/// <param name="Bare">Until the bare subscriber's post of that second copy arrived.</param>
/// <param name="Told">From the worker's decision to the arrival of its webhook: the journal's commit and the delivery.</param>
internal sealed record LatencySample(FailoverTrigger Trigger, TimeSpan Worker, TimeSpan Bare, TimeSpan Told)
{
    public TimeSpan Difference => Worker - Bare;
}
