namespace SentinelEvents.Worker.Notifications;

/// <summary>One line of a table of facts.</summary>
internal sealed record Fact(string Label, string Value);
