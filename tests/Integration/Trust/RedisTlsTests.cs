using SentinelEvents.Integration.Sentinels;
using SentinelEvents.Integration.Sentinels.Inspection;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Integration.Trust;

/// <summary>A real sentinel whose certificate is not as it should be, or that does not like ours.</summary>
public sealed class RedisTlsTests(TlsSentinel servers) : IClassFixture<TlsSentinel>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookLimit = TimeSpan.FromMinutes(1);

    /// <summary>Where silence is expected.</summary>
    private static readonly TimeSpan ShortLimit = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Probe_CertificatesInOrder_IsReachable()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var sentinel = await servers.ShowGoodAsync(Cancellation);
        Assert.IsType<ProbeReachable>(await ProbeAsync(sentinel, servers.Tls));
    }

    [Fact]
    public async Task Probe_Expired_IsRefusedWithTheDay()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var sentinel = await servers.ShowAsync(servers.Authority, new LabCertificateOptions().Expired, Cancellation);
        var day = TimeProvider.System.GetUtcNow().AddDays(-2);
        await RefusedAsync(sentinel, servers.Tls, $"the certificate of 127.0.0.1:{sentinel.Port} expired on {day:yyyy-MM-dd}", "renew it");
    }

    [Fact]
    public async Task Probe_NotYetValid_IsRefusedWithTheDay()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var sentinel = await servers.ShowAsync(servers.Authority, new LabCertificateOptions().NotYetValid, Cancellation);
        var day = TimeProvider.System.GetUtcNow().AddDays(2);
        await RefusedAsync(sentinel, servers.Tls, $"the certificate of 127.0.0.1:{sentinel.Port} is valid only from {day:yyyy-MM-dd} on", "check the clocks");
    }

    [Fact]
    public async Task Probe_AnotherAuthority_IsRefusedAndNamesTheKey()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var sentinel = await servers.ShowAsync(servers.Stranger, new LabCertificateOptions(), Cancellation);
        await RefusedAsync(sentinel, servers.Tls, "is signed by an authority that is not in Tls:CaFile (CN=SentinelEvents lab authority stranger)", "Tls:CaFile");
        await RefusedAsync(sentinel, servers.Tls with { CaFile = null }, "is signed by an authority that this system does not trust", "Tls:CaFile");
    }

    [Fact]
    public async Task Probe_AnotherName_IsRefusedUnlessItIsTheNameToExpect()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var sentinel = await servers.ShowAsync(servers.Authority, new LabCertificateOptions { Names = ["redis-1.example"] }, Cancellation);
        await RefusedAsync(sentinel, servers.Tls, "is for redis-1.example, not 127.0.0.1", "set Tls:ServerName, or let the certificate name 127.0.0.1");
        await RefusedAsync(sentinel, servers.Tls with { ServerName = "redis-2.example" }, "is for redis-1.example, not redis-2.example", "Tls:ServerName");
        Assert.IsType<ProbeReachable>(await ProbeAsync(sentinel, servers.Tls with { ServerName = "redis-1.example" }));
    }

    [Fact]
    public async Task Probe_OwnCertificateMissingOrUnfit_SaysWhich()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var sentinel = await servers.ShowGoodAsync(Cancellation);
        await RefusedAsync(sentinel, servers.Tls with { CertificateFile = null, KeyFile = null }, "asks for a certificate of this service", "set Tls:CertificateFile and Tls:KeyFile");
        await RefusedAsync(sentinel, With(servers.Stranger.Issue("strange-client", new LabCertificateOptions())), "does not accept the certificate in Tls:CertificateFile", "issued by an authority that the server trusts");
        await RefusedAsync(sentinel, With(servers.Authority.Issue("old-client", new LabCertificateOptions().Expired)), "the certificate in Tls:CertificateFile expired on", "renew it");
    }

    [Fact]
    public async Task Probe_FilesThatAreNone_NamesTheKey()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var sentinel = await servers.ShowGoodAsync(Cancellation);
        var empty = servers.File("empty.pem");
        await File.WriteAllTextAsync(empty, "no certificate", Cancellation);
        await RefusedAsync(sentinel, servers.Tls with { CaFile = servers.File("nowhere.pem") }, "Tls:CaFile names a file that does not exist", "PEM file");
        await RefusedAsync(sentinel, servers.Tls with { CaFile = empty }, "Tls:CaFile holds no certificate", "PEM file");
        await RefusedAsync(sentinel, servers.Tls with { KeyFile = servers.File("nowhere.key") }, "Tls:KeyFile names a file that does not exist", "PEM file");
        await RefusedAsync(sentinel, servers.Tls with { KeyFile = servers.Stranger.Issue("other", new LabCertificateOptions()).KeyFile }, "Tls:CertificateFile holds no certificate that fits", "PEM file");
    }

    [Fact]
    public async Task Probe_NoTlsOnTheOtherSide_SaysSo()
    {
        await using var plain = await RealSentinels.StartAsync(Cancellation, sentinels: 1);
        var failed = Assert.IsType<ProbeFailed>(await new SentinelProbe(TimeProvider.System).ProbeAsync(
            Watching.Cluster(plain.Sentinels) with { Tls = servers.Tls }, $"127.0.0.1:{plain.Sentinels[0]}", ShortLimit, Cancellation));
        Assert.Contains("speaks TLS", failed.Problem.Cure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_CertificateRenewed_IsTakenUpWithoutARestart()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var sentinel = await servers.ShowAsync(servers.Stranger, new LabCertificateOptions(), Cancellation);
        var trusted = servers.File("trusted.pem");
        File.Copy(servers.Authority.CertificateFile, trusted, overwrite: true);
        await using var watching = await Watching.StartAsync(TlsSentinel.Cluster(sentinel, servers.Tls with { CaFile = trusted }), Cancellation);
        await watching.Until(_ => watching.Watch.Sentinels.Any(one => one.LastProblem?.Kind == SentinelProblemKind.Tls), "a certificate that is not trusted", Cancellation);
        File.Copy(servers.Stranger.CertificateFile, trusted, overwrite: true);
        await watching.Until(_ => watching.Watch.Sentinels.Any(one => one.State == SentinelWatchState.Watching), "the sentinel, with its authority trusted", Cancellation);
    }

    [Fact]
    public async Task Inspect_DataNodeOfAnotherAuthority_NamesTheKeyOfDataNodes()
    {
        RequiresServer.OrSkip(ServerKind.Redis);
        var sentinel = await servers.ShowGoodAsync(Cancellation);
        var cluster = TlsSentinel.Cluster(sentinel, servers.Tls) with { DataNodes = new DataNodesOptions { Tls = servers.Tls with { CaFile = servers.Stranger.CertificateFile } } };
        var problem = Assert.Single((await Look.AtAsync(cluster, limit: LookLimit)).Nodes).Problem;
        Assert.Contains("is signed by an authority that is not in DataNodes:Tls:CaFile", problem?.Text, StringComparison.Ordinal);
        Assert.Null(Assert.Single((await Look.AtAsync(cluster with { DataNodes = new DataNodesOptions { Tls = servers.Tls } }, limit: LookLimit)).Nodes).Problem);
    }

    private TlsOptions With(LabCertificates client) => servers.Tls with { CertificateFile = client.CertificateFile, KeyFile = client.KeyFile };

    private static Task<ProbeResult> ProbeAsync(SentinelNode sentinel, TlsOptions tls) =>
        new SentinelProbe(TimeProvider.System).ProbeAsync(TlsSentinel.Cluster(sentinel, tls), $"127.0.0.1:{sentinel.Port}", Limit, Cancellation);

    private static async Task RefusedAsync(SentinelNode sentinel, TlsOptions tls, FormattableString text, string cure) =>
        await RefusedAsync(sentinel, tls, FormattableString.Invariant(text), cure);

    private static async Task RefusedAsync(SentinelNode sentinel, TlsOptions tls, string text, string cure)
    {
        var problem = Assert.IsType<ProbeFailed>(await ProbeAsync(sentinel, tls)).Problem;
        Assert.True(
            problem.Kind == SentinelProblemKind.Tls && problem.Text.Contains(text, StringComparison.Ordinal) && problem.Cure.Contains(cure, StringComparison.Ordinal),
            $"Expected {text}: {cure}; found {problem.Kind} {problem}");
    }
}
