namespace SentinelEvents.Lab;

/// <summary>What was published.</summary>
/// <param name="Messages">How many, by all sentinels together.</param>
/// <param name="First">When the first was written, by <see cref="TimeProvider.GetTimestamp"/> of the system's time provider, which all processes of a machine share.</param>
/// <param name="Last">When the last was written.</param>
internal sealed record PlayedStorm(int Messages, long First, long Last);
