namespace SentinelEvents.Worker.Delivery;

/// <summary>Wakes one waiting loop. Arm first, then look for work, then wait: a wake in between is not lost.</summary>
internal sealed class WakeSignal
{
    private TaskCompletionSource _armed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Wake() => Volatile.Read(ref _armed).TrySetResult();

    /// <summary>A task that the next <see cref="Wake"/> completes.</summary>
    public Task Arm()
    {
        var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _armed, next);
        return next.Task;
    }
}
