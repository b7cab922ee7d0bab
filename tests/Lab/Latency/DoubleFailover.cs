namespace SentinelEvents.Lab;

/// <summary>There and back again before the monitoring has looked.</summary>
/// <param name="Apart">Between the deciding copies of the two switches.</param>
/// <param name="Webhooks">How many of the worker's webhooks told of it.</param>
/// <param name="Monitoring">Until Alertmanager's first notification; null where it told nothing in time.</param>
internal sealed record DoubleFailover(TimeSpan Apart, int Webhooks, TimeSpan? Monitoring);
