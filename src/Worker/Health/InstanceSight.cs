using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health;

/// <summary>What one sentinel says of a replica or of another sentinel.</summary>
public sealed record InstanceSight(MasterSight By, InstanceFields Fields);
