namespace SentinelEvents.Worker.Configuration;

/// <summary>How the last change of the configuration went.</summary>
/// <param name="At">When it was looked at; null: nothing has changed since the start.</param>
/// <param name="Problem">Why it is not in force; null: it is. Holds no secret.</param>
public sealed record ReloadStatus(DateTimeOffset? At, string? Problem);
