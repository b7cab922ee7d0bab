using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Integration.Trust;

/// <summary>A real broker that asks for a certificate, and shows another of its own for each name by which it is called.</summary>
public sealed class RabbitMqTlsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly LabDirectory directory = LabDirectory.Create("rabbitmq-tls");
    private readonly LabAuthority authority;
    private readonly LabAuthority stranger;
    private readonly LabCertificates client;
    private RabbitMqServer? broker;

    public RabbitMqTlsTests()
    {
        authority = new LabAuthority(directory.Path, "ca");
        stranger = new LabAuthority(directory.Path, "stranger");
        client = authority.Issue("client", new LabCertificateOptions());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CertificateOptions Tls => new() { CaFile = authority.CertificateFile, CertificateFile = client.CertificateFile, KeyFile = client.KeyFile };

    public async ValueTask InitializeAsync()
    {
        RequiresServer.OrSkip(ServerKind.RabbitMq);
        var shown = new Dictionary<string, LabCertificates>
        {
            ["expired.example"] = authority.Issue("expired", new LabCertificateOptions { Names = ["expired.example"] }.Expired),
            ["early.example"] = authority.Issue("early", new LabCertificateOptions { Names = ["early.example"] }.NotYetValid),
            ["strange.example"] = stranger.Issue("strange", new LabCertificateOptions { Names = ["strange.example"] }),
        };
        broker = await RabbitMqServer.StartAsync(Patience, new RabbitMqTls(authority.Issue("server", new LabCertificateOptions()), shown), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (broker is not null)
        {
            await broker.DisposeAsync();
        }

        authority.Dispose();
        stranger.Dispose();
        await directory.DisposeAsync();
    }

    [Fact]
    public async Task Broker_EachCertificate_IsTakenOrRefusedInPlainWords()
    {
        Assert.Null(await LookAsync(Tls));
        Assert.Equal(new DeliveryOutcome.Delivered(), await DeliverAsync(Tls));

        await RefusedAsync(Tls with { ServerName = "expired.example" }, "expired on", "renew it");
        await RefusedAsync(Tls with { ServerName = "early.example" }, "is valid only from", "check the clocks");
        await RefusedAsync(Tls with { ServerName = "strange.example" }, "is signed by an authority that is not in Bus:RabbitMq:Tls:CaFile", "Bus:RabbitMq:Tls:CaFile");
        await RefusedAsync(Tls with { ServerName = "another.example" }, "is for localhost and 127.0.0.1, not another.example", "set Bus:RabbitMq:Tls:ServerName");
        await RefusedAsync(Tls with { CaFile = null }, "this system does not trust", "Bus:RabbitMq:Tls:CaFile");
        await RefusedAsync(Tls with { CertificateFile = null, KeyFile = null }, "asks for a certificate of this service", "set Bus:RabbitMq:Tls:CertificateFile");
        var strange = stranger.Issue("strange-client", new LabCertificateOptions());
        await RefusedAsync(Tls with { CertificateFile = strange.CertificateFile, KeyFile = strange.KeyFile }, "does not accept the certificate in Bus:RabbitMq:Tls:CertificateFile", "issued by an authority");

        var outcome = Assert.IsType<DeliveryOutcome.Retry>(await DeliverAsync(Tls with { ServerName = "expired.example" }));
        Assert.Equal(DeliveryReason.Untrusted, outcome.Reason);
        Assert.Contains("expired on", outcome.Detail, StringComparison.Ordinal);
    }

    private async Task RefusedAsync(CertificateOptions tls, string text, string cure)
    {
        var found = await LookAsync(tls);
        Assert.True(
            found is var (problem, help) && problem.Contains(text, StringComparison.Ordinal) && help.Contains(cure, StringComparison.Ordinal), $"Expected {text}: {cure}; found {found}");
    }

    private Task<(string Problem, string Cure)?> LookAsync(CertificateOptions tls) =>
        BusProbe.LookAsync(Bus(tls), TimeSpan.FromSeconds(15), TimeProvider.System, Cancellation);

    private async Task<DeliveryOutcome> DeliverAsync(CertificateOptions tls)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddBus(Bus(tls), []);
        using var host = builder.Build();
        await host.StartAsync(Cancellation);
        try
        {
            return await host.Services.GetRequiredService<IDestination>().DeliverAsync(Notification.Of(Samples.Of(EventKind.MasterDown)), Cancellation);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private BusOptions Bus(CertificateOptions tls) => new()
    {
        Transport = BusTransport.RabbitMq,
        RabbitMq = new RabbitMqOptions { Uri = $"amqps://guest:guest@127.0.0.1:{broker!.TlsPort}/", Tls = tls },
    };
}
