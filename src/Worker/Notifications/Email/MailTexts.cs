using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>The three texts of a mail, and the pictures that its HTML refers to.</summary>
internal sealed record MailTexts(string Subject, string Text, string Html)
{
    public IReadOnlyList<ReportPicture> Pictures { get; init; } = [];
}
