using System.Globalization;
using MimeKit;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>Makes the mail of a notification; the same event always becomes the same mail.</summary>
internal static class EmailMessage
{
    /// <param name="notification">What is told.</param>
    /// <param name="destination">Where, by its name.</param>
    /// <param name="options">From whom and to whom.</param>
    /// <param name="texts">What it says.</param>
    /// <param name="now">When; of a reminder the date.</param>
    public static MimeMessage Make(Notification notification, string destination, EmailOptions options, MailTexts texts, DateTimeOffset now)
    {
        var latest = notification.Latest;
        var from = MailboxAddress.Parse(options.From);
        var domain = from.Domain.Length > 0 ? new IdnMapping().GetAscii(from.Domain) : "localhost";

        // Never sent: the mails of an incident all refer to it, so that mail programs show them as one thread in whatever order they come.
        var thread = $"incident.{notification.Thread:n}@{domain}";
        var message = new MimeMessage
        {
            Subject = texts.Subject,
            Date = notification.Reminder > 0 ? now.ToUniversalTime() : latest.AgreedAt.ToUniversalTime(),
            MessageId = $"{notification.Id:n}.{Uri.EscapeDataString(destination)}@{domain}",
            InReplyTo = thread,
            Body = Body(notification.Id, texts),
        };
        message.References.Add(thread);
        message.From.Add(from);
        message.To.AddRange(options.To.Select(MailboxAddress.Parse));
        message.Headers.Add("List-Id", $"<{Label(latest.Cluster)}.sentinel-events.{domain}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add("X-SentinelEvents-Kind", latest.Kind.ToString());
        message.Headers.Add("X-SentinelEvents-Event", latest.EventId.ToString());
        if (notification.Events.Count > 1)
        {
            message.Headers.Add("X-SentinelEvents-Events", string.Join(' ', notification.Events.Select(one => one.EventId)));
        }

        if (notification.Severity == Severity.Critical)
        {
            message.Importance = MessageImportance.High;
        }

        return message;
    }

    /// <summary>A cluster's name as a label of a domain name; mail programs sort by it.</summary>
    private static string Label(string cluster)
    {
        var label = string.Concat(cluster.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        return label.Length > 0 ? label : "all";
    }

    private static MultipartAlternative Body(Guid id, MailTexts texts)
    {
        // The boundaries between the parts, too, or a second writing of the same mail would differ.
        var html = new TextPart("html") { Text = texts.Html };
        MimeEntity page = html;
        if (texts.Pictures.Count > 0)
        {
            var related = new MultipartRelated { Boundary = $"=-related-{id:n}" };
            related.Add(html);
            foreach (var picture in texts.Pictures)
            {
                related.Add(Inline(picture));
            }

            page = related;
        }

        return new MultipartAlternative(new TextPart("plain") { Text = texts.Text }, page) { Boundary = $"=-{id:n}" };
    }

    private static MimePart Inline(ReportPicture picture) => new("image", "png")
    {
        ContentId = picture.ContentId,
        ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = picture.FileName },
        ContentTransferEncoding = ContentEncoding.Base64,
        Content = new MimeContent(new MemoryStream(picture.Png.ToArray())),
    };
}
