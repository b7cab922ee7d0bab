using Microsoft.Extensions.Hosting.Systemd;
using SentinelEvents.Worker.Pipeline;

namespace SentinelEvents.Worker.Status;

/// <summary>
/// Tells systemd (<c>Type=notify</c>) that the service is ready and that it is about to stop, and with <c>WatchdogSec=</c> that it lives. The last is said by the
/// loop that decides, in effect: while that does not turn nothing is said, and systemd starts the service anew (<c>sd_notify(3)</c>, <c>sd_watchdog_enabled(3)</c>).
/// </summary>
internal sealed class ServiceManagerNotice(ISystemdNotifier manager, IPipelineMeasures pipeline, WatchdogSettings watchdog, TimeProvider time) : IHostedLifecycleService, IDisposable
{
    // Twice within the time is what systemd advises; one more may be late.
    private const int PerTimeout = 3;

    private readonly CancellationTokenSource stopping = new();
    private Task pinging = Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Say(ServiceState.Ready);
        if (manager.IsEnabled && watchdog.Timeout is { } timeout)
        {
            pinging = PingAsync(timeout / PerTimeout);
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        Say(ServiceState.Stopping);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await pinging;
    }

    public void Dispose() => stopping.Dispose();

    private async Task PingAsync(TimeSpan every)
    {
        using var timer = new PeriodicTimer(every, time);
        var seen = pipeline.Turns;
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                if (pipeline.Turns is var turns && turns != seen)
                {
                    seen = turns;
                    Say(new ServiceState("WATCHDOG=1"));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped; systemd no longer waits for this.
        }
    }

    private void Say(ServiceState state)
    {
        try
        {
            manager.Notify(state);
        }
        catch (System.Net.Sockets.SocketException)
        {
            // Nobody listens there any more; the service has other things to do than to fail for that.
        }
    }
}
