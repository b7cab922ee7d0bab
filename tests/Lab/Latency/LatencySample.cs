namespace SentinelEvents.Lab;

/// <summary>One failover, timed from the second sentinel's <c>+switch-master</c>.</summary>
/// <param name="Trigger">What began it.</param>
/// <param name="Worker">Until the worker's webhook arrived; below zero when it came first.</param>
/// <param name="Bare">Until the bare subscriber's post of that second copy arrived.</param>
/// <param name="Script">Until the notification-script's post of that second copy arrived; null where there was none.</param>
/// <param name="Told">From the worker's decision to the arrival of its webhook: the journal's commit and the delivery.</param>
internal sealed record LatencySample(FailoverTrigger Trigger, TimeSpan Worker, TimeSpan Bare, TimeSpan? Script, TimeSpan Told)
{
    public TimeSpan Difference => Worker - Bare;

    /// <summary>Until a consumer in another process had the worker's message from the broker; null where there is none.</summary>
    public TimeSpan? Bus { get; init; }

    /// <summary>Whether the sentinels had their scripts.</summary>
    public bool Scripted { get; init; }

    /// <summary>How often the notification-scripts posted for the switch.</summary>
    public required int ScriptSwitches { get; init; }

    /// <summary>How often they posted from this failover's beginning to the healthy deployment at its end.</summary>
    public required int ScriptPosts { get; init; }

    /// <summary>Whether the monitoring ran beside it.</summary>
    public bool Monitored { get; init; }

    /// <summary>Until Alertmanager's first notification; null where it told nothing in time, or did not run.</summary>
    public TimeSpan? Monitoring { get; init; }
}
