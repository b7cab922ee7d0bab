namespace SentinelEvents.Worker.Presentation;

/// <summary>One trend in words.</summary>
internal sealed record TrendLine(string Label, string Value);
