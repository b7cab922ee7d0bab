using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health;

/// <summary>One sentinel's view of one master.</summary>
public sealed record MasterSight(SentinelInspection Sentinel, MonitoredMaster Master);
