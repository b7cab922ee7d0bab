namespace SentinelEvents.Worker.Notifications.Script;

/// <summary>An event as a sentinel publishes it.</summary>
/// <param name="Channel">The event's type with its sign: <c>+switch-master</c>.</param>
/// <param name="Payload">Its description: tokens with one space between them, nothing quoted.</param>
internal sealed record Announcement(string Channel, string Payload);
