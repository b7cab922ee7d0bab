namespace SentinelEvents.Worker.Delivery;

/// <summary>Gives a destination its regular sign of life. Nothing of it is journaled: what is late is worth nothing, the next one is due soon.</summary>
/// <param name="destination">To which.</param>
/// <param name="name">Its name.</param>
/// <param name="vitals">Whether this service really watches.</param>
/// <param name="count">Told of each outcome.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told when the sign is withheld.</param>
internal sealed partial class PulseLoop(IPulsing destination, string name, IVitalSigns vitals, Action<DeliveryOutcome> count, TimeProvider time, ILogger logger)
{
    /// <summary>Until then a service that starts may not see yet.</summary>
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);

    private string? withheld;

    public async Task RunAsync(CancellationToken stopping)
    {
        if (destination.PulseEvery is not { } every)
        {
            return;
        }

        try
        {
            await Task.Delay(every < First ? every : First, time, stopping);
            using var timer = new PeriodicTimer(every, time);
            do
            {
                await PulseAsync(stopping);
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private async Task PulseAsync(CancellationToken stopping)
    {
        var problem = vitals.Problem;
        if (problem is null && withheld is not null)
        {
            LogGivenAgain(logger, name);
        }
        else if (problem is not null && withheld is null)
        {
            LogWithheld(logger, name, problem);
        }

        withheld = problem;
        try
        {
            if (await destination.PulseAsync(problem, stopping) is { } outcome)
            {
                count(outcome);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            LogFailed(logger, exception, name);
        }
    }
}
