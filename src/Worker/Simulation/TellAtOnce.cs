using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Simulation;

/// <summary>Tells everybody who is to have an event at once.</summary>
internal sealed class TellAtOnce : ITeller
{
    public DateTimeOffset? NextAt => null;

    public IEnumerable<Told> Take(SimulatedEvent agreed) => agreed.Destinations.Select(name => new Told(agreed.At, name, Notification.Of(agreed.Event)));

    public IEnumerable<Told> Pass(DateTimeOffset now) => [];
}
