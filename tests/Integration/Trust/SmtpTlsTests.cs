using SentinelEvents.Contracts;
using SentinelEvents.Lab;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Email;
using ClientSecurity = SentinelEvents.Worker.Notifications.Email.SmtpSecurity;
using ServerSecurity = SentinelEvents.Lab.SmtpSecurity;

namespace SentinelEvents.Integration.Trust;

/// <summary>A real mail server that asks for a certificate, with one of its own that names another host than the one that is connected to.</summary>
public sealed class SmtpTlsTests : IAsyncDisposable
{
    private const string Name = "mail.example.org";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly LabDirectory directory = LabDirectory.Create("smtp-tls");
    private readonly LabAuthority authority;
    private readonly LabAuthority stranger;
    private readonly LabCertificates client;

    public SmtpTlsTests()
    {
        authority = new LabAuthority(directory.Path, "ca");
        stranger = new LabAuthority(directory.Path, "stranger");
        client = authority.Issue("client", new LabCertificateOptions());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        authority.Dispose();
        stranger.Dispose();
        return directory.DisposeAsync();
    }

    [Theory]
    [InlineData(ServerSecurity.StartTls, ClientSecurity.StartTls)]
    [InlineData(ServerSecurity.ImplicitTls, ClientSecurity.Tls)]
    public async Task Mail_EachCertificate_IsTakenOrRefusedInPlainWords(ServerSecurity server, ClientSecurity security)
    {
        RequiresServer.OrSkip(ServerKind.Smtp);
        await using var smtp = await SmtpServer.StartAsync(
            new SmtpServerOptions { Security = server, Certificates = authority.Issue("server", new LabCertificateOptions { Names = [Name] }), AsksForCertificate = true }, Patience, Cancellation);
        var good = With(new SmtpOptions { Port = smtp.Port, Security = security, CaFile = authority.CertificateFile, ServerName = Name }, client);
        Assert.Equal(new DeliveryOutcome.Delivered(), await DeliverAsync(good));
        Assert.True(Assert.Single(smtp.Messages).Encrypted);

        await RefusedAsync(good with { ServerName = null }, $"the certificate of 127.0.0.1:{smtp.Port} is for {Name}, not 127.0.0.1", "set Smtp:ServerName");
        await RefusedAsync(good with { ServerName = "another.example.org" }, $"is for {Name}, not another.example.org", "set Smtp:ServerName");
        await RefusedAsync(good with { CertificateFile = null, KeyFile = null }, "seems to ask for a certificate of this service", "set Smtp:CertificateFile and Smtp:KeyFile");
        await RefusedAsync(With(good, stranger.Issue("strange-client", new LabCertificateOptions())), "does not accept the certificate in Smtp:CertificateFile", "issued by an authority that the server trusts");
        await RefusedAsync(With(good, authority.Issue("old-client", new LabCertificateOptions().Expired)), "the certificate in Smtp:CertificateFile expired on", "renew it");

        Assert.Single(smtp.Messages);
        Assert.Equal(new DeliveryOutcome.Delivered(), await DeliverAsync(good));
    }

    private static SmtpOptions With(SmtpOptions smtp, LabCertificates own) => smtp with { CertificateFile = own.CertificateFile, KeyFile = own.KeyFile };

    private static async Task RefusedAsync(SmtpOptions smtp, string text, string cure)
    {
        var retry = Assert.IsType<DeliveryOutcome.Retry>(await DeliverAsync(smtp));
        Assert.True(
            retry is { Reason: DeliveryReason.Untrusted, Detail: { } detail } && detail.Contains(text, StringComparison.Ordinal) && detail.Contains(cure, StringComparison.Ordinal),
            $"Expected {text}: {cure}; found {retry}");
    }

    private static async Task<DeliveryOutcome> DeliverAsync(SmtpOptions smtp)
    {
        using var destination = new EmailDestination(
            "mail", new EmailOptions { Kind = "Email", From = "sentinel@example.org", To = ["ops@example.org"], Smtp = smtp }, new EmailTemplates(), TimeProvider.System);
        return await destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation);
    }
}
