namespace SentinelEvents.Lab;

/// <summary>Something that happened, and in whose column it belongs.</summary>
/// <param name="At">When.</param>
/// <param name="Column">0 for the first sentinel; after the last sentinel comes the worker.</param>
/// <param name="Text">What is shown.</param>
/// <param name="Style">In which style of Spectre.Console.</param>
internal sealed record DemoEntry(DateTimeOffset At, int Column, string Text, string Style);
