namespace SentinelEvents.Lab;

/// <summary>What one sentinel says at one instant of a storm.</summary>
/// <param name="At">Since the beginning of the storm.</param>
/// <param name="Sentinel">Which of them, from 0.</param>
/// <param name="Channel">Event type with its sign.</param>
/// <param name="Payload">As Redis 7.0 writes it.</param>
/// <param name="Holds">What it believes of the master from then on; null where the message changes nothing of it.</param>
internal sealed record StormLine(TimeSpan At, int Sentinel, string Channel, string Payload, SimulatedMaster? Holds = null);
