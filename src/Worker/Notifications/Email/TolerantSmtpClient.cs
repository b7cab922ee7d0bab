using MailKit.Net.Smtp;
using MimeKit;
using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>Sends to the recipients that the server accepts and remembers the others.</summary>
internal sealed class TolerantSmtpClient : SmtpClient
{
    private readonly List<(MailboxAddress Recipient, SmtpResponse Response)> _refused = [];

    /// <summary>Of the mail that was sent last.</summary>
    public IReadOnlyList<(MailboxAddress Recipient, SmtpResponse Response)> Refused => _refused;

    /// <summary>Before the next mail.</summary>
    public void Forget() => _refused.Clear();

    /// <summary>Before it connects: whom it trusts, and as whom it comes.</summary>
    public void Use(ServerTrust trust)
    {
        // An authority of one's own has no lists of what it revoked.
        CheckCertificateRevocation = !trust.HasOwnAuthorities;
        SslProtocols = ServerTrust.Versions;
        ServerCertificateValidationCallback = trust.Judge;
        if (trust.Own is { } own)
        {
            ClientCertificates = [own];
        }
    }

    /// <summary>Sends with SMTPUTF8 where an address needs it.</summary>
    public Task SendMailAsync(MimeMessage message, CancellationToken cancellation)
    {
        var format = FormatOptions.Default.Clone();
        format.International = message.From.Mailboxes.Concat(message.To.Mailboxes).Any(mailbox => !mailbox.LocalPart.All(char.IsAscii));
        return SendAsync(format, message, cancellation);
    }

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => _refused.Add((mailbox, response));

    protected override void OnNoRecipientsAccepted(MimeMessage message)
    {
        // One that may be accepted later is reason enough to come again.
        var (recipient, response) = _refused.OrderBy(refusal => (int)refusal.Response.StatusCode).First();
        throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, response.StatusCode, recipient, response.Response);
    }
}
