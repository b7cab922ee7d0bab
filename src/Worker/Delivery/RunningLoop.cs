namespace SentinelEvents.Worker.Delivery;

/// <summary>A delivery loop and what ends it.</summary>
/// <param name="loop">The loop.</param>
/// <param name="pulses">The signs of life beside it; null where the destination takes none.</param>
/// <param name="owned">The destination, where it ends with the loop: one that holds connections closes them.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of what is broken off.</param>
internal sealed class RunningLoop(DeliveryLoop loop, PulseLoop? pulses, IDestination? owned, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    /// <summary>How long attempts under way may take when the loop stops; what is broken off is sent again after the next start.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private Task _running = Task.CompletedTask;

    public DeliveryLoop Loop => loop;

    // Not on the caller's thread: a store may work synchronously, as SQLite does.
    public void Start() => _running = Task.Run(
        () => Task.WhenAll(loop.RunAsync(_stopping.Token, _abort.Token), pulses?.RunAsync(_stopping.Token) ?? Task.CompletedTask), CancellationToken.None);

    public async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(_running, Task.Delay(Grace, time, hurry.Token));
        await hurry.CancelAsync();
        if (!_running.IsCompleted)
        {
            DeliveryService.LogBrokenOff(logger, loop.Status.Name);
            await _abort.CancelAsync();
        }

        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        _stopping.Dispose();
        _abort.Dispose();
        switch (owned)
        {
            case IAsyncDisposable asynchronous:
                await asynchronous.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }
}
