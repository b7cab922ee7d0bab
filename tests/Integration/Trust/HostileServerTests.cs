using System.Text;
using Npgsql;
using SentinelEvents.Integration.Sentinels;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Bus;
using SentinelEvents.Worker.Journal;
using SentinelEvents.Worker.Notifications.Email;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Integration.Trust;

/// <summary>Whoever cannot show that he is the server is told nothing: no password, no user, not even the first word of the protocol.</summary>
public sealed class HostileServerTests : IAsyncDisposable
{
    private const string Password = "tell-nobody-Tr0ub4dor-and-3";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly LabDirectory directory = LabDirectory.Create("hostile");
    private readonly LabAuthority authority;
    private readonly LabCertificates right;
    private readonly LabCertificates wrong;

    public HostileServerTests()
    {
        authority = new LabAuthority(directory.Path, "ca");
        using var stranger = new LabAuthority(directory.Path, "stranger");
        right = authority.Issue("right", new LabCertificateOptions());
        wrong = stranger.Issue("wrong", new LabCertificateOptions());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CertificateOptions Trusted => new() { CaFile = authority.CertificateFile };

    public ValueTask DisposeAsync()
    {
        authority.Dispose();
        return directory.DisposeAsync();
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("rabbitmq")]
    [InlineData("postgres")]
    [InlineData("smtp")]
    public async Task Connect_CertificateNotTrusted_NothingIsTold(string protocol)
    {
        await using (var hostile = new HostileServer(wrong, Offer(protocol, 'S')))
        {
            var said = await ConnectAsync(protocol, hostile.Port);
            Assert.Contains("is signed by an authority that is not in", said, StringComparison.Ordinal);
            Assert.DoesNotContain(Password, said, StringComparison.Ordinal);
            Assert.True(hostile.Clients > 0, "Nobody came.");
            Assert.Empty(hostile.Heard);
        }

        // The same server with a certificate that is in order is spoken to: the ears work.
        if (protocol != "smtp")
        {
            Assert.NotEmpty(await HeardAsync(protocol, new HostileServer(right, Offer(protocol, 'S'))));
        }
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("rabbitmq")]
    [InlineData("postgres")]
    [InlineData("smtp")]
    public async Task Connect_NoTlsThere_NoPasswordIsTold(string protocol)
    {
        var heard = await HeardAsync(protocol, new HostileServer(null, Offer(protocol, 'N')));
        Assert.DoesNotContain(Password, Encoding.Latin1.GetString(heard), StringComparison.Ordinal);
    }

    /// <summary>What the server hears before it hangs up, or before the client gives up by itself.</summary>
    private async Task<byte[]> HeardAsync(string protocol, HostileServer server)
    {
        Task<string> connecting;
        await using (server)
        {
            connecting = ConnectAsync(protocol, server.Port);
            await Eventually.BecomesAsync(
                "a client says something, or gives up",
                () => server.Heard.Length > 0 || connecting.IsCompleted ? null : $"{server.Clients} came and said nothing",
                Patience * 2,
                () => "",
                Cancellation);
            Assert.True(server.Clients > 0, "Nobody came.");
        }

        await connecting;
        return server.Heard;
    }

    private static byte? Offer(string protocol, char answer) => protocol == "postgres" ? (byte)answer : null;

    private async Task<string> ConnectAsync(string protocol, int port)
    {
        using var mail = new EmailDestination("mail", Mail(port), new EmailTemplates(), TimeProvider.System);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(Patience);
        try
        {
            return protocol switch
            {
                "redis" => (await new SentinelProbe(TimeProvider.System).ProbeAsync(
                    Watching.Cluster(port) with { User = "obs", Password = Password, Tls = new TlsOptions { Enabled = true, CaFile = authority.CertificateFile } },
                    $"127.0.0.1:{port}",
                    Patience,
                    Cancellation)).ToString()!,
                "rabbitmq" => $"{await BusProbe.LookAsync(Bus(port), Patience, TimeProvider.System, Cancellation)}",
                "postgres" => (await JournalProbe.LookAsync(Journal(port), deadline.Token)).ToString(),
                _ => (await mail.LookAsync(deadline.Token)).ToString()!,
            };
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            return "no answer in time";
        }
    }

    private BusOptions Bus(int port) => new()
    {
        Transport = BusTransport.RabbitMq,
        RabbitMq = new RabbitMqOptions { Uri = $"amqps://obs:{Password}@127.0.0.1:{port}/", Tls = Trusted },
    };

    private JournalOptions Journal(int port) => new()
    {
        Provider = JournalProvider.Postgres,
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Database = "journal",
            Username = "obs",
            Password = Password,
            SslMode = SslMode.VerifyFull,
            RootCertificate = authority.CertificateFile,
            Timeout = (int)Patience.TotalSeconds,
        }.ConnectionString,
    };

    private EmailOptions Mail(int port) => new()
    {
        Kind = "Email",
        From = "sentinel@example.org",
        To = ["ops@example.org"],
        Smtp = new SmtpOptions { Port = port, Security = Worker.Notifications.Email.SmtpSecurity.Tls, User = "obs", Password = Password, CaFile = authority.CertificateFile },
    };
}
