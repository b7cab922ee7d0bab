using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SentinelEvents.Contracts;
using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>How to enter sentinels, or data nodes: user, secret, TLS. Files are read anew for each connection, so that a rotated secret needs no restart.</summary>
internal sealed record RedisAccess(string? User, string? Password, string? PasswordFile, TlsOptions Tls, CommandMap Commands)
{
    /// <summary>The name of each of this service's connections, by which others know them.</summary>
    public const string ClientName = "sentinel-events";

    /// <summary>All that is ever sent to a new master.</summary>
    private static readonly CommandMap RoleOnly = CommandMap.Create(["PING", "ROLE", "AUTH"], available: true);

    /// <summary>All that is ever sent to an old one: <c>CLIENT LIST</c>, and <c>CLIENT SETNAME</c>, by which this service is told from its clients.</summary>
    private static readonly CommandMap RoleAndClients = CommandMap.Create(["PING", "ROLE", "CLIENT", "AUTH"], available: true);

    public static RedisAccess ToSentinels(ClusterOptions cluster) =>
        new(cluster.User, cluster.Password, cluster.PasswordFile, cluster.Tls, CommandMap.Sentinel);

    public static RedisAccess ToDataNodes(DataNodesOptions nodes) => new(nodes.User, nodes.Password, nodes.PasswordFile, nodes.Tls, RoleOnly);

    public static RedisAccess ToOldMaster(DataNodesOptions nodes) => ToDataNodes(nodes) with { Commands = RoleAndClients };

    /// <summary>Options for one connection to exactly one server.</summary>
    public (ConfigurationOptions? Options, SentinelProblem? Problem) For(HostAddress address, TimeSpan timeout)
    {
        var milliseconds = (int)Math.Clamp(timeout.TotalMilliseconds, 100, 60_000);
        var options = new ConfigurationOptions
        {
            AbortOnConnectFail = true,
            // The client counts INFO among the commands of administrators.
            AllowAdmin = true,
            AsyncTimeout = milliseconds,
            ClientName = ClientName,
            CommandMap = Commands,

            // It would look for other servers, and subscribe to a channel of its own that needs a right of its own.
            ConfigCheckSeconds = 86_400,
            ConfigurationChannel = string.Empty,
            ConnectRetry = 1,
            ConnectTimeout = milliseconds,
            DefaultVersion = new Version(6, 2, 0),
            IncludeDetailInExceptions = false,

            // On RESP2 messages and commands have a connection each: a big reply never delays a message.
            Protocol = RedisProtocol.Resp2,

            // A broken connection is given up and made anew, with a new snapshot; silently repaired it would hide a gap.
            ReconnectRetryPolicy = new LinearRetry(int.MaxValue),
            SetClientLibrary = false,
            SyncTimeout = milliseconds,
            TieBreaker = string.Empty,
        };
        options.EndPoints.Add(address.Host, address.Port);

        try
        {
            options.User = string.IsNullOrEmpty(User) ? null : User;
            options.Password = PasswordFile is null ? Password : File.ReadAllText(PasswordFile).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, new SentinelProblem(SentinelProblemKind.SecretUnreadable, $"cannot read {PasswordFile}", "check PasswordFile and its permissions"));
        }

        try
        {
            UseTls(options, address);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return (null, SentinelProblem.Tls("cannot read CaFile, CertificateFile or KeyFile"));
        }

        return (options, null);
    }

    private void UseTls(ConfigurationOptions options, HostAddress address)
    {
        if (!Tls.Enabled)
        {
            return;
        }

        var chain = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (Tls.CaFile is not null)
        {
            chain.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.CustomTrustStore.ImportFromPemFile(Tls.CaFile);
        }

        var own = Tls.CertificateFile is null ? null : X509Certificate2.CreateFromPemFile(Tls.CertificateFile, Tls.KeyFile);
        var serverName = Tls.ServerName ?? address.Host;
        options.Ssl = true;
        options.SslHost = serverName;
        options.SslClientAuthenticationOptions = _ => new SslClientAuthenticationOptions
        {
            TargetHost = serverName,
            CertificateChainPolicy = chain,
            ClientCertificates = own is null ? null : [own],
        };
    }
}
