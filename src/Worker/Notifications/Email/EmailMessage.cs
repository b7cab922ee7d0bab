using MimeKit;
using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>Makes the mail of an event; the same event always becomes the same mail.</summary>
internal static class EmailMessage
{
    public static MimeMessage Make(SentinelEvent sentinelEvent, string destination, EmailOptions options, MailTexts texts)
    {
        var from = MailboxAddress.Parse(options.From);
        var domain = from.Domain.Length > 0 ? from.Domain : "localhost";

        // Never sent: the mails of an incident all refer to it, so that mail programs show them as one thread in whatever order they come.
        var thread = $"incident.{sentinelEvent.IncidentId:n}@{domain}";
        var message = new MimeMessage
        {
            Subject = texts.Subject,
            Date = sentinelEvent.AgreedAt.ToUniversalTime(),
            MessageId = $"{sentinelEvent.EventId:n}.{Uri.EscapeDataString(destination)}@{domain}",
            InReplyTo = thread,
            Body = new MultipartAlternative(new TextPart("plain") { Text = texts.Text }, new TextPart("html") { Text = texts.Html }),
        };
        message.References.Add(thread);
        message.From.Add(from);
        message.To.AddRange(options.To.Select(MailboxAddress.Parse));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add("X-SentinelEvents-Kind", sentinelEvent.Kind.ToString());
        message.Headers.Add("X-SentinelEvents-Event", sentinelEvent.EventId.ToString());
        if (sentinelEvent.Severity == Severity.Critical)
        {
            message.Importance = MessageImportance.High;
        }

        // The boundary between the parts, too, or a second writing of the same mail would differ.
        ((Multipart)message.Body).Boundary = $"=-{sentinelEvent.EventId:n}";
        return message;
    }
}
