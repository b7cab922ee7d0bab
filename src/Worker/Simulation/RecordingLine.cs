using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Simulation;

/// <summary>Any line of a recording but the first: what was observed, or what was done, never both.</summary>
/// <param name="T">Seconds since the start, with milliseconds; never less than in the line before.</param>
/// <param name="Action">What was done to the servers.</param>
/// <param name="Observation">What a sentinel said.</param>
public sealed record RecordingLine(decimal T, string? Action, Observation? Observation)
{
    public DateTimeOffset At(DateTimeOffset start) => start.AddTicks((long)(T * TimeSpan.TicksPerSecond));
}
