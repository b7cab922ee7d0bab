using SentinelEvents.Worker.Delivery.Holding;

namespace SentinelEvents.Worker.Delivery;

/// <summary>The delivery settings in force. Read anew for each decision, since they may change while the service runs.</summary>
public sealed class CurrentDelivery
{
    private readonly Lock _turn = new();
    private readonly Dictionary<string, DestinationKind> _kinds;
    private IReadOnlyList<Silence> _kept = [];
    private volatile InForce _inForce;

    /// <param name="settings">Those of the start.</param>
    /// <param name="kinds">The kinds of destination that there are.</param>
    public CurrentDelivery(DeliverySettings settings, IEnumerable<DestinationKind> kinds)
    {
        _kinds = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);
        _inForce = Of(settings);
    }

    public DeliverySettings Settings => _inForce.Settings;

    public RoutingTable Routing => _inForce.Routing;

    /// <summary>From now on these settings are in force, with the silences that were asked for beside them.</summary>
    public void Change(DeliverySettings settings)
    {
        lock (_turn)
        {
            _inForce = Of(settings);
        }
    }

    /// <summary>From now on these silences are in force beside those of the settings.</summary>
    internal void Keep(IReadOnlyList<Silence> silences)
    {
        lock (_turn)
        {
            _kept = silences;
            _inForce = Of(_inForce.Settings);
        }
    }

    /// <summary>Those of the settings and those that were asked for.</summary>
    internal Silences Silences => _inForce.Silences;

    internal DestinationKind KindOf(DestinationOptions options) => _kinds[options.Kind];

    /// <summary>What holds for a destination; null for one that is no longer there.</summary>
    internal HoldingPolicy? Policy(string destination) => _inForce.Policies.GetValueOrDefault(destination);

    private InForce Of(DeliverySettings settings)
    {
        var silences = new Silences([.. settings.Silences.Select(options => new Silence(options)), .. _kept]);
        return new InForce(
            settings,
            silences,
            new RoutingTable(settings.Routes, [.. settings.Destinations.Keys])
            {
                Takes = (name, kind) => KindOf(settings.Destinations[name]).Takes(settings.Destinations[name], kind),
            },
            settings.Destinations.ToDictionary(
                entry => entry.Key,
                entry => new HoldingPolicy(entry.Key, KindOf(entry.Value).ForPeople(entry.Value), KindOf(entry.Value).Groups(entry.Value), settings.Routes, silences),
                StringComparer.Ordinal));
    }

    private sealed record InForce(DeliverySettings Settings, Silences Silences, RoutingTable Routing, IReadOnlyDictionary<string, HoldingPolicy> Policies);
}
