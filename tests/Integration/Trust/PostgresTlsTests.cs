using Npgsql;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Journal;

namespace SentinelEvents.Integration.Trust;

/// <summary>A real database server with certificates that are not as they should be, and one that asks for ours.</summary>
public sealed class PostgresTlsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly LabDirectory directory = LabDirectory.Create("postgres-tls");
    private readonly LabAuthority authority;
    private readonly LabAuthority stranger;
    private PostgresServer? server;

    public PostgresTlsTests()
    {
        authority = new LabAuthority(directory.Path, "ca");
        stranger = new LabAuthority(directory.Path, "stranger");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PostgresServer Server => server ?? throw new InvalidOperationException("The server is not started.");

    public async ValueTask InitializeAsync()
    {
        RequiresServer.OrSkip(ServerKind.Postgres);
        server = await PostgresServer.StartAsync(Patience, cancellation: Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        authority.Dispose();
        stranger.Dispose();
        await directory.DisposeAsync();
    }

    [Fact]
    public async Task Journal_EachCertificate_IsTakenOrRefusedInPlainWords()
    {
        var client = authority.Issue("client", new LabCertificateOptions());
        await Server.SecureAsync(authority.Issue("server", new LabCertificateOptions()), Patience, Cancellation);
        Assert.Null((await LookAsync(client)).Problem);
        await RefusedAsync(null, "asks for a certificate of this service. Give Journal:ConnectionString the SSL Certificate and SSL Key of role secured.");
        await RefusedAsync(client, "is signed by an authority that is not in Root Certificate (CN=SentinelEvents lab authority ca)", stranger);

        await Server.SecureAsync(authority.Issue("expired", new LabCertificateOptions().Expired), Patience, Cancellation);
        await RefusedAsync(client, $"the certificate of 127.0.0.1:{Server.Port} expired on");
        await Server.SecureAsync(authority.Issue("early", new LabCertificateOptions().NotYetValid), Patience, Cancellation);
        await RefusedAsync(client, $"the certificate of 127.0.0.1:{Server.Port} is valid only from");
        await Server.SecureAsync(authority.Issue("other", new LabCertificateOptions { Names = ["db.example"] }), Patience, Cancellation);
        await RefusedAsync(client, "is for db.example, not 127.0.0.1 (in Journal:ConnectionString: set Host, or let the certificate name 127.0.0.1)");
    }

    private async Task RefusedAsync(LabCertificates? client, string text, LabAuthority? trusted = null)
    {
        var found = await LookAsync(client, trusted);
        Assert.Contains(text, found.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, found.ToString(), StringComparison.Ordinal);
    }

    private Task<JournalProbe.Result> LookAsync(LabCertificates? client, LabAuthority? trusted = null) => JournalProbe.LookAsync(
        new JournalOptions
        {
            Provider = JournalProvider.Postgres,
            ConnectionString = new NpgsqlConnectionStringBuilder(Server.ConnectionString("postgres", PostgresServer.SecuredUser))
            {
                SslMode = SslMode.VerifyFull,
                RootCertificate = (trusted ?? authority).CertificateFile,
                SslCertificate = client?.CertificateFile,
                SslKey = client?.KeyFile,
            }.ConnectionString,
        },
        Cancellation);
}
