namespace SentinelEvents.Worker.Status.Views;

/// <summary>How the last change of the configuration went.</summary>
/// <param name="ChangedAt">When it was looked at; null: nothing has changed since the start.</param>
/// <param name="Problem">Why it is not in force; null: it is. Holds no secret.</param>
public sealed record ConfigurationState(DateTimeOffset? ChangedAt, string? Problem);
