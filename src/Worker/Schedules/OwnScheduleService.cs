using System.Threading.Channels;

namespace SentinelEvents.Worker.Schedules;

/// <summary>
/// Starts the registered work of a worker that has its journal to itself: nothing needs to be shared or kept then, and a timer is enough. Each work runs once at a time; a
/// time that comes meanwhile is made up for as soon as it is over.
/// </summary>
internal sealed class OwnScheduleService(ScheduleBook book, ScheduledRun run, TimeProvider calendar) : BackgroundService
{
    /// <summary>Timers do not know that somebody sets the clock, nor that the machine slept.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Task> runs = new(StringComparer.Ordinal);
    private readonly Channel<bool> stirred = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource abandoned = new();

    public override void Dispose()
    {
        abandoned.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var agenda = new Agenda();
        Task<bool>? stirring = null;
        book.Changed += Stir;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                stirring ??= stirred.Reader.WaitToReadAsync(stoppingToken).AsTask();
                var now = calendar.GetUtcNow();
                agenda.Keep(book.All, now);
                foreach (var work in agenda.TakeDue(now, IsUnderWay))
                {
                    var running = RunAsync(work.Name);
                    runs[work.Name] = running;

                    // Once it is completed, and not as its last step: the loop must not find it under way still.
                    _ = running.ContinueWith(_ => Stir(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                }

                await ((Task)stirring).WaitAsync(Sleep(agenda.Next - now), calendar, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stirring.IsCompleted)
                {
                    stirred.Reader.TryRead(out _);
                    stirring = null;
                }
            }
        }
        finally
        {
            book.Changed -= Stir;
        }
    }

    /// <summary>What is under way is let finish, for as long as the host waits.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(runs.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await abandoned.CancelAsync();
    }

    private async Task RunAsync(string name)
    {
        // Never within the loop: what a work does before it first waits is its own time.
        await Task.Yield();
        try
        {
            await run.RunAsync(name, abandoned.Token);
        }
        catch (OperationCanceledException)
        {
            // The host has waited long enough.
        }
    }

    private bool IsUnderWay(string name) => runs.TryGetValue(name, out var running) && !running.IsCompleted;

    private void Stir() => stirred.Writer.TryWrite(true);

    /// <summary>What is due still, because it is under way, wakes the loop when it is over.</summary>
    private static TimeSpan Sleep(TimeSpan? untilDue) =>
        untilDue is { } pause && pause < LongestSleep && pause > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(pause.TotalMilliseconds)) : LongestSleep;
}
