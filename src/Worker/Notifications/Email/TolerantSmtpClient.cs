using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MimeKit;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>Sends to the recipients that the server accepts and remembers the others.</summary>
internal sealed class TolerantSmtpClient : SmtpClient
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    private readonly List<(MailboxAddress Recipient, SmtpResponse Response)> _refused = [];

    /// <summary>Of the mail that was sent last.</summary>
    public IReadOnlyList<(MailboxAddress Recipient, SmtpResponse Response)> Refused => _refused;

    /// <summary>Before the next mail.</summary>
    public void Forget() => _refused.Clear();

    /// <summary>Trusts servers whose certificates these have signed, and no others.</summary>
    public void Trust(X509Certificate2Collection authorities)
    {
        CheckCertificateRevocation = false;
        ServerCertificateValidationCallback = (_, certificate, presented, errors) => IsTrusted(authorities, certificate, presented, errors);
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

    private static bool IsTrusted(X509Certificate2Collection authorities, X509Certificate? certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 own || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        foreach (var between in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(between.Certificate);
        }

        return chain.Build(own);
    }
}
