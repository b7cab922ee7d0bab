using SentinelEvents.Lab;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Integration.Trust;

/// <summary>One sentinel and one data node that speak TLS only and ask for a certificate; the sentinel shows whatever a test has it show.</summary>
public sealed class TlsSentinel : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly LabDirectory directory = LabDirectory.Create("tls");
    private readonly Lazy<Task<RedisDeployment>> deployment;

    public TlsSentinel()
    {
        Authority = new LabAuthority(directory.Path, "ca");
        Stranger = new LabAuthority(directory.Path, "stranger");
        Client = Authority.Issue("client", new LabCertificateOptions());
        deployment = new(() => RedisDeployment.StartAsync(
            new RedisDeploymentOptions
            {
                ReplicasPerMaster = 0,
                Sentinels = 1,
                Quorum = 1,
                Tls = new RedisTls(Authority.Issue("server", new LabCertificateOptions()), AsksForCertificate: true) { Client = Client },
            },
            Patience));
    }

    /// <summary>Whom the servers trust, and who is trusted.</summary>
    public LabAuthority Authority { get; }

    /// <summary>Another, whom nobody trusts.</summary>
    public LabAuthority Stranger { get; }

    public LabCertificates Client { get; }

    public TlsOptions Tls => new() { Enabled = true, CaFile = Authority.CertificateFile, CertificateFile = Client.CertificateFile, KeyFile = Client.KeyFile };

    /// <summary>A path beside the certificates.</summary>
    public string File(string name) => directory.File(name);

    /// <summary>The sentinel, which from now on shows this certificate.</summary>
    public async Task<SentinelNode> ShowAsync(LabAuthority authority, LabCertificateOptions certificate, CancellationToken cancellation)
    {
        var started = await deployment.Value;
        var sentinel = started.Sentinels[0];
        var shown = authority.Issue("shown", certificate);
        sentinel.Reconfigure(lines => lines.Select(line =>
            line.StartsWith("tls-cert-file ", StringComparison.Ordinal) ? $"tls-cert-file {shown.CertificateFile}"
            : line.StartsWith("tls-key-file ", StringComparison.Ordinal) ? $"tls-key-file {shown.KeyFile}"
            : line));
        await RedisDeployment.StopSentinelAsync(sentinel);
        await RedisDeployment.StartSentinelAsync(sentinel, Patience, cancellation);
        return sentinel;
    }

    /// <summary>The sentinel with a certificate that nothing is wrong with.</summary>
    public Task<SentinelNode> ShowGoodAsync(CancellationToken cancellation) => ShowAsync(Authority, new LabCertificateOptions(), cancellation);

    internal static ClusterOptions Cluster(SentinelNode sentinel, TlsOptions tls) => Sentinels.Watching.Cluster(sentinel.Port) with { Tls = tls };

    public async ValueTask DisposeAsync()
    {
        if (deployment.IsValueCreated)
        {
            await (await deployment.Value).DisposeAsync();
        }

        Authority.Dispose();
        Stranger.Dispose();
        await directory.DisposeAsync();
    }
}
