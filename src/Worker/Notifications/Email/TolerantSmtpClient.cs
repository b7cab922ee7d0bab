using MailKit.Net.Smtp;
using MimeKit;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>Sends to the recipients that the server accepts and remembers the others.</summary>
internal sealed class TolerantSmtpClient : SmtpClient
{
    private readonly List<(MailboxAddress Recipient, SmtpResponse Response)> _refused = [];

    public IReadOnlyList<(MailboxAddress Recipient, SmtpResponse Response)> Refused => _refused;

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => _refused.Add((mailbox, response));

    protected override void OnNoRecipientsAccepted(MimeMessage message)
    {
        // One that may be accepted later is reason enough to come again.
        var (recipient, response) = _refused.OrderBy(refusal => (int)refusal.Response.StatusCode).First();
        throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, response.StatusCode, recipient, response.Response);
    }
}
