namespace SentinelEvents.Fuzz;

/// <summary>A figure, and the input that it belongs to.</summary>
/// <param name="Figure">What was measured.</param>
/// <param name="Index">Of the input.</param>
/// <param name="Length">Of the input, in bytes.</param>
internal readonly record struct InputFigure<T>(T Figure, long Index, int Length);
