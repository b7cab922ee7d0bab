using System.Security.Cryptography;
using System.Text.Json;
using SentinelEvents.Worker.Delivery.Holding;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Worker.Delivery;

/// <summary>Runs one loop for each destination.</summary>
internal sealed partial class DeliveryService : IHostedService, IDeliverySignal, IDeliveryView, IDeliveryControl, IAsyncDisposable
{
    private readonly CurrentDelivery _current;
    private readonly Func<string, DestinationOptions, IDestination> _make;
    private readonly IDeliveryStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<DeliveryService> _logger;
    private readonly Func<IVitalSigns>? _vitals;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<RunningLoop> _fixed;
    private volatile IReadOnlyList<(string Name, string Options, RunningLoop Running)> _configured;
    private bool _started;

    /// <param name="destinations">Those that are there whatever the configuration says: the bus.</param>
    /// <param name="current">The configured ones, and what holds for them.</param>
    /// <param name="make">Makes a configured one.</param>
    /// <param name="store">What is due.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told of each outcome.</param>
    /// <param name="vitals">What signs of life rest on; null: none are given.</param>
    public DeliveryService(
        IEnumerable<IDestination> destinations,
        CurrentDelivery current,
        Func<string, DestinationOptions, IDestination> make,
        IDeliveryStore store,
        TimeProvider time,
        ILogger<DeliveryService> logger,
        Func<IVitalSigns>? vitals = null)
    {
        (_current, _make, _store, _time, _logger, _vitals) = (current, make, store, time, logger, vitals);

        // The bus is told of everything, at once.
        _fixed = [.. destinations.OrderByDescending(destination => destination.Name == Router.Bus).Select(destination => Run(destination, null, owned: false))];
        _configured = [.. current.Settings.Destinations.Select(entry => New(entry.Key, entry.Value))];
    }

    private IEnumerable<RunningLoop> All => _fixed.Concat(_configured.Select(one => one.Running));

    public void Wake()
    {
        foreach (var running in All)
        {
            running.Loop.Wake();
        }
    }

    public void Hand(IReadOnlyList<CommittedEvent> committed)
    {
        foreach (var running in All)
        {
            running.Loop.Hand(committed);
        }
    }

    public IReadOnlyList<DestinationStatus> Read() => [.. All.Select(running => running.Loop.Status)];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _started = true;
            foreach (var running in All)
            {
                running.Start();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task ChangeAsync(DeliverySettings settings, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var silences = JsonSerializer.Serialize(_current.Settings.Silences);
            _current.Change(settings);
            if (JsonSerializer.Serialize(settings.Silences) != silences)
            {
                // What a silence kept back that is no longer there is decided anew.
                await _store.ReviewAsync(nameof(HoldReason.Silenced), _time.GetUtcNow(), cancellation);
            }

            var before = _configured;
            List<(string Name, string Options, RunningLoop Running)> after = [.. settings.Destinations.Select(entry =>
                before.FirstOrDefault(one => one.Name == entry.Key && one.Options == Spell(entry.Value)) is { Running: not null } same ? same : New(entry.Key, entry.Value))];
            var gone = before.Where(one => !after.Contains(one)).ToList();

            // The old one of a name ends before the new one begins: two would overtake each other.
            await Task.WhenAll(gone.Select(one => one.Running.StopAsync(cancellation)));
            foreach (var one in after.Except(before).Where(_ => _started))
            {
                one.Running.Start();
            }

            _configured = after;
            foreach (var one in gone)
            {
                await one.Running.DisposeAsync();
            }

            Wake();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            _started = false;
            await Task.WhenAll(All.Select(running => running.StopAsync(cancellationToken)));
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var running in All)
        {
            await running.DisposeAsync();
        }

        _turn.Dispose();
    }

    private (string Name, string Options, RunningLoop Running) New(string name, DestinationOptions options) => (
        name,
        Spell(options),
        Run(_make(name, options), new NotificationDesk(() => _current.Policy(name) ?? HoldingPolicy.Plain(name), _store), owned: true, options.Kind));

    private RunningLoop Run(IDestination destination, NotificationDesk? desk, bool owned, string kind = Router.Bus)
    {
        var loop = new DeliveryLoop(destination, desk, _store, _time, new Random(RandomNumberGenerator.GetInt32(int.MaxValue)), _logger) { Kind = kind };
        var pulses = destination is IPulsing pulsing && _vitals is not null ? new PulseLoop(pulsing, destination.Name, _vitals(), loop.CountPulse, _time, _logger) : null;
        return new RunningLoop(loop, pulses, owned ? destination : null, _time, _logger);
    }

    /// <summary>Two that are configured alike spell alike. Holds secrets, and goes nowhere.</summary>
    private static string Spell(DestinationOptions options) => JsonSerializer.Serialize(options, options.GetType());
}
