using System.Security.Cryptography;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery;

/// <summary>Runs one loop for each destination.</summary>
internal sealed partial class DeliveryService : IHostedService, IDeliverySignal, IDeliveryView, IDisposable
{
    /// <summary>How long attempts under way may take when the service stops; what is broken off is sent again after the next start.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<DeliveryLoop> _loops;
    private readonly TimeProvider _time;
    private readonly ILogger<DeliveryService> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private Task _running = Task.CompletedTask;

    public DeliveryService(
        IEnumerable<IDestination> destinations, IEnumerable<DestinationKind> kinds, DeliverySettings settings, IDeliveryStore store, TimeProvider time, ILogger<DeliveryService> logger)
    {
        _loops =
        [
            .. destinations.OrderByDescending(destination => destination.Name == Router.Bus)
                .Select(destination => new DeliveryLoop(destination, DeskOf(destination.Name), store, time, new Random(RandomNumberGenerator.GetInt32(int.MaxValue)), logger)),
        ];
        _time = time;
        _logger = logger;

        // The bus is told of everything, at once.
        NotificationDesk? DeskOf(string destination)
        {
            if (!settings.Destinations.TryGetValue(destination, out var options))
            {
                return null;
            }

            var policy = settings.Policy(destination, kinds.Single(kind => kind.Name == options.Kind));
            return new NotificationDesk(() => policy, store);
        }
    }

    public void Wake()
    {
        foreach (var loop in _loops)
        {
            loop.Wake();
        }
    }

    public IReadOnlyList<DestinationStatus> Read() => [.. _loops.Select(loop => loop.Status)];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Not on the caller's thread: a store may work synchronously, as SQLite does.
        _running = Task.WhenAll(_loops.Select(loop => Task.Run(() => loop.RunAsync(_stopping.Token, _abort.Token), CancellationToken.None)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(_running, Task.Delay(Grace, _time, hurry.Token));
        await hurry.CancelAsync();
        if (!_running.IsCompleted)
        {
            LogBrokenOff(_logger);
            await _abort.CancelAsync();
        }

        await _running;
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _abort.Dispose();
    }
}
