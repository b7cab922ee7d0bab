using SentinelEvents.Contracts;
using SentinelEvents.Lab;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Email;
using ClientSecurity = SentinelEvents.Worker.Notifications.Email.SmtpSecurity;
using ServerSecurity = SentinelEvents.Lab.SmtpSecurity;

namespace SentinelEvents.Integration.Notifications;

/// <summary>A mail server that asks for TLS and a login, with a certificate of an authority that nobody knows but who is told.</summary>
public sealed class EmailOverTlsTests
{
    private const string User = "sentinel-events";
    private const string Password = "s3cret-pässword";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ServerSecurity.StartTls, ClientSecurity.StartTls)]
    [InlineData(ServerSecurity.StartTls, ClientSecurity.Auto)]
    [InlineData(ServerSecurity.ImplicitTls, ClientSecurity.Tls)]
    public async Task Deliver_OwnAuthorityAndLogin_ComesEncryptedInOneConversation(ServerSecurity server, ClientSecurity security)
    {
        await using var smtp = await StartAsync(server);
        using var destination = Make(smtp, security, smtp.Certificates.AuthorityFile);
        Assert.Equal(new DeliveryOutcome.Delivered(), await destination.LookAsync(Cancellation));
        foreach (var kind in new[] { EventKind.MasterDown, EventKind.MasterSwitched, EventKind.FailoverCompleted })
        {
            Assert.Equal(new DeliveryOutcome.Delivered(), await destination.DeliverAsync(Samples.Of(kind), Cancellation));
        }

        Assert.Equal(3, smtp.Messages.Count);
        Assert.All(smtp.Messages, mail => Assert.Equal((true, User), (mail.Encrypted, mail.User)));
        Assert.Single(smtp.Messages.Select(mail => mail.Client).Distinct());
    }

    [Theory]
    [InlineData(ServerSecurity.StartTls, ClientSecurity.StartTls)]
    [InlineData(ServerSecurity.ImplicitTls, ClientSecurity.Tls)]
    public async Task Deliver_AuthorityNotKnownOrAnother_IsUntrustedAndNothingIsSent(ServerSecurity server, ClientSecurity security)
    {
        await using var smtp = await StartAsync(server);
        var folder = Directory.CreateTempSubdirectory("sentinel-events-");
        try
        {
            foreach (var file in new[] { null, LabCertificates.Create(folder.FullName).AuthorityFile })
            {
                using var destination = Make(smtp, security, file);
                var retry = Assert.IsType<DeliveryOutcome.Retry>(await destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
                Assert.Equal(DeliveryReason.Untrusted, retry.Reason);
            }

            Assert.Empty(smtp.Messages);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Deliver_CertificateOfAnotherName_IsUntrusted()
    {
        await using var smtp = await StartAsync(ServerSecurity.StartTls, "another.example.org");
        using var destination = Make(smtp, ClientSecurity.StartTls, smtp.Certificates.AuthorityFile);
        var retry = Assert.IsType<DeliveryOutcome.Retry>(await destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        Assert.Equal(DeliveryReason.Untrusted, retry.Reason);
        Assert.Empty(smtp.Messages);
    }

    [Fact]
    public async Task Deliver_AuthorityCannotBeRead_SaysWhichKey()
    {
        await using var smtp = await StartAsync(ServerSecurity.StartTls);
        using var destination = Make(smtp, ClientSecurity.StartTls, smtp.Certificates.AuthorityFile + ".missing");
        var retry = Assert.IsType<DeliveryOutcome.Retry>(await destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        Assert.Contains("Smtp:CaFile", retry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliver_WrongPassword_IsUnauthorisedAndTheSecretStaysSecret()
    {
        await using var smtp = await StartAsync(ServerSecurity.StartTls);
        using var destination = Make(smtp, ClientSecurity.StartTls, smtp.Certificates.AuthorityFile, password: "wr0ng");
        var retry = Assert.IsType<DeliveryOutcome.Retry>(await destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        Assert.Equal(DeliveryReason.Unauthorised, retry.Reason);
        Assert.DoesNotContain("wr0ng", retry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliver_ServerRestarted_TheNextMailComesByANewConnection()
    {
        await using var smtp = await StartAsync(ServerSecurity.StartTls);
        using var destination = Make(smtp, ClientSecurity.StartTls, smtp.Certificates.AuthorityFile);
        Assert.Equal(new DeliveryOutcome.Delivered(), await destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        await smtp.StopAsync();
        await smtp.StartAsync(Patience, Cancellation);
        Assert.Equal(new DeliveryOutcome.Delivered(), await destination.DeliverAsync(Samples.Of(EventKind.MasterSwitched), Cancellation));
        Assert.Equal(2, smtp.Messages.Count);
    }

    private static async Task<SmtpServer> StartAsync(ServerSecurity security, string? name = null)
    {
        RequiresServer.OrSkip(ServerKind.Smtp);
        return await SmtpServer.StartAsync(new SmtpServerOptions { Security = security, User = User, Password = Password, CertificateName = name }, Patience, Cancellation);
    }

    private static EmailDestination Make(
        SmtpServer smtp, ClientSecurity security, string? caFile, string password = Password) => new(
        "mail",
        new EmailOptions
        {
            Kind = "Email",
            From = "sentinel@example.org",
            To = ["ops@example.org"],
            Smtp = new SmtpOptions { Port = smtp.Port, Security = security, User = User, Password = password, CaFile = caFile },
        },
        new EmailTemplates(),
        TimeProvider.System);
}
