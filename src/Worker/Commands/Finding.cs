namespace SentinelEvents.Worker.Commands;

/// <summary>One line of what <c>check</c> found.</summary>
/// <param name="Part">What was looked at.</param>
/// <param name="Good">Whether it is as it should be.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Cure">What helps; empty where nothing is wrong.</param>
internal sealed record Finding(string Part, bool Good, string Text, string Cure = "");
