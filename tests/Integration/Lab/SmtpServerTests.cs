using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Lab;

public sealed class SmtpServerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SmtpSecurity.None, SecureSocketOptions.None)]
    [InlineData(SmtpSecurity.StartTls, SecureSocketOptions.StartTls)]
    [InlineData(SmtpSecurity.ImplicitTls, SecureSocketOptions.SslOnConnect)]
    public async Task Messages_AfterLoginAndSend_HoldEnvelopeAndBody(SmtpSecurity security, SecureSocketOptions client)
    {
        RequiresServer.OrSkip(ServerKind.Smtp);
        var options = new SmtpServerOptions { Security = security, User = "lab", Password = "lab-word" };
        await using var server = await SmtpServer.StartAsync(options, Patience, Cancellation);

        using var smtp = await ConnectAsync(server, client);
        await smtp.AuthenticateAsync("lab", "lab-word", Cancellation);
        await smtp.SendAsync(Message("one@example.org"), Cancellation);
        await smtp.DisconnectAsync(true, Cancellation);

        var kept = Assert.Single(await server.WaitForMessagesAsync(1, Patience, Cancellation));
        Assert.Equal(("lab@example.org", "lab", security != SmtpSecurity.None), (kept.From, kept.User, kept.Encrypted));
        Assert.Equal(["one@example.org"], kept.Recipients);
        Assert.Equal("Zwölf", kept.Parse().Subject);
    }

    [Fact]
    public async Task Authenticate_WithAWrongPassword_IsRefused()
    {
        RequiresServer.OrSkip(ServerKind.Smtp);
        var options = new SmtpServerOptions { Security = SmtpSecurity.StartTls, User = "lab", Password = "lab-word" };
        await using var server = await SmtpServer.StartAsync(options, Patience, Cancellation);

        using var smtp = await ConnectAsync(server, SecureSocketOptions.StartTls);

        await Assert.ThrowsAsync<AuthenticationException>(() => smtp.AuthenticateAsync("lab", "other", Cancellation));
    }

    [Fact]
    public async Task AnswerWithAsync_RulesByStageAddressAndCount_AnswerAccordingly()
    {
        RequiresServer.OrSkip(ServerKind.Smtp);
        await using var server = await SmtpServer.StartAsync(new SmtpServerOptions(), Patience, Cancellation);
        await server.AnswerWithAsync(
            new SmtpRule { Id = "never", Stage = SmtpStage.Rcpt, Address = "gone@example.org", Reply = "550 no such user" },
            new SmtpRule { Id = "later", Stage = SmtpStage.Rcpt, Reply = "451 try later", Times = 1 });

        using var smtp = await ConnectAsync(server, SecureSocketOptions.None);
        var first = await Assert.ThrowsAsync<SmtpCommandException>(() => smtp.SendAsync(Message("here@example.org"), Cancellation));
        await smtp.SendAsync(Message("here@example.org"), Cancellation);
        var never = await Assert.ThrowsAsync<SmtpCommandException>(() => smtp.SendAsync(Message("gone@example.org"), Cancellation));

        Assert.Equal((451, 550), ((int)first.StatusCode, (int)never.StatusCode));
        Assert.Single(server.Messages);
    }

    private static async Task<SmtpClient> ConnectAsync(SmtpServer server, SecureSocketOptions security)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(server.Certificates.AuthorityFile);
        var trusted = X509CertificateLoader.LoadCertificate(authority.RawData);
        var smtp = new SmtpClient
        {
            // The lab's certificates have no revocation list to ask.
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = (_, certificate, _, errors) =>
            {
                using var chain = new X509Chain();
                chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
                chain.ChainPolicy.CustomTrustStore.Add(trusted);
                return !errors.HasFlag(System.Net.Security.SslPolicyErrors.RemoteCertificateNameMismatch) && chain.Build((X509Certificate2)certificate!);
            },
        };
        await smtp.ConnectAsync("127.0.0.1", server.Port, security, Cancellation);
        return smtp;
    }

    private static MimeMessage Message(string to)
    {
        var message = new MimeMessage { Subject = "Zwölf", Body = new TextPart("plain") { Text = "hello" } };
        message.From.Add(MailboxAddress.Parse("lab@example.org"));
        message.To.Add(MailboxAddress.Parse(to));
        return message;
    }
}
