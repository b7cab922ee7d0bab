using System.Globalization;

namespace SentinelEvents.Worker.Simulation;

/// <summary>A scenario or a recording that cannot be played.</summary>
/// <param name="line">The number of the line that is to blame, from 1.</param>
/// <param name="problem">What is wrong with it.</param>
public sealed class UnreadableStoryException(int line, string problem) : Exception(string.Create(CultureInfo.InvariantCulture, $"line {line}: {problem}"));
