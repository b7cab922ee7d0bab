namespace SentinelEvents.Integration.Health;

/// <summary>A clock that is off, of a machine whose timers are right.</summary>
internal sealed class ShiftedTime(TimeSpan offset) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
}
