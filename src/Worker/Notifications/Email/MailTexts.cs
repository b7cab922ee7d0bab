namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>The three texts of a mail.</summary>
internal sealed record MailTexts(string Subject, string Text, string Html);
