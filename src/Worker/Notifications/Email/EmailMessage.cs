using MimeKit;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Presentation;

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
            Body = Body(sentinelEvent, texts),
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
        return message;
    }

    private static MultipartAlternative Body(SentinelEvent sentinelEvent, MailTexts texts)
    {
        // The boundaries between the parts, too, or a second writing of the same mail would differ.
        var html = new TextPart("html") { Text = texts.Html };
        MimeEntity page = html;
        if (texts.Pictures.Count > 0)
        {
            var related = new MultipartRelated { Boundary = $"=-related-{sentinelEvent.EventId:n}" };
            related.Add(html);
            foreach (var picture in texts.Pictures)
            {
                related.Add(Inline(picture));
            }

            page = related;
        }

        return new MultipartAlternative(new TextPart("plain") { Text = texts.Text }, page) { Boundary = $"=-{sentinelEvent.EventId:n}" };
    }

    private static MimePart Inline(ReportPicture picture) => new("image", "png")
    {
        ContentId = picture.ContentId,
        ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = picture.FileName },
        ContentTransferEncoding = ContentEncoding.Base64,
        Content = new MimeContent(new MemoryStream(picture.Png.ToArray())),
    };
}
