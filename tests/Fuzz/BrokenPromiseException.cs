namespace SentinelEvents.Fuzz;

/// <summary>A parser answered, but not as is promised of it.</summary>
/// <param name="promise">Which promise; the same for all inputs that break it.</param>
/// <param name="seen">What was seen instead.</param>
internal sealed class BrokenPromiseException(string promise, string seen) : Exception($"{promise}: {seen}")
{
    public string Promise { get; } = promise;
}
