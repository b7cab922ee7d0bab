using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Simulation;

/// <summary>What a destination would be told.</summary>
/// <param name="At">When.</param>
/// <param name="Destination">Its name.</param>
/// <param name="Notification">What.</param>
internal sealed record Told(DateTimeOffset At, string Destination, Notification Notification);
