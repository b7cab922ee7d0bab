namespace SentinelEvents.Lab;

/// <summary>One switch of simulated sentinels, timed from before the first of them said it.</summary>
/// <param name="Worker">Until the worker's webhook arrived.</param>
/// <param name="Bare">Until the bare subscriber's post of the copy that makes the majority arrived.</param>
internal sealed record SwitchCost(TimeSpan Worker, TimeSpan Bare)
{
    public TimeSpan Difference => Worker - Bare;
}
