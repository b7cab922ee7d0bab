namespace SentinelEvents.Contracts;

/// <summary>A failover that happened in the period of a report.</summary>
/// <param name="At">When the switch was agreed.</param>
/// <param name="OldAddress">The master before.</param>
/// <param name="NewAddress">The master after.</param>
/// <param name="Planned">Whether somebody asked for it.</param>
/// <param name="Took">From the first report of trouble to the agreed switch; null where the beginning was not heard.</param>
public sealed record HealthFailover(DateTimeOffset At, HostAddress OldAddress, HostAddress NewAddress, bool Planned, TimeSpan? Took);
