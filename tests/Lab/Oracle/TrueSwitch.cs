using SentinelEvents.Contracts;

namespace SentinelEvents.Lab;

/// <summary>A switch that happened, and the event that tells of it.</summary>
/// <param name="Run">The new master, from when most sentinels held it.</param>
/// <param name="Event">Null when nobody was told.</param>
internal sealed record TrueSwitch(AgreedRun Run, MasterSwitched? Event);
