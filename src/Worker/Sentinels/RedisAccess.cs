using SentinelEvents.Contracts;
using SentinelEvents.Worker.Trust;
using StackExchange.Redis;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>How to enter sentinels, or data nodes: user, secret, TLS. Files are read anew for each connection, so that a rotated secret needs no restart.</summary>
internal sealed record RedisAccess(string? User, string? Password, string? PasswordFile, TlsOptions Tls, TrustKeys TlsKeys, CommandMap Commands)
{
    /// <summary>The name of each of this service's connections, by which others know them.</summary>
    public const string ClientName = "sentinel-events";

    /// <summary>All that is ever sent to a new master.</summary>
    private static readonly CommandMap RoleOnly = CommandMap.Create(["PING", "ROLE", "AUTH"], available: true);

    /// <summary>All that is ever sent to an old one: <c>CLIENT LIST</c>, and <c>CLIENT SETNAME</c>, by which this service is told from its clients.</summary>
    private static readonly CommandMap RoleAndClients = CommandMap.Create(["PING", "ROLE", "CLIENT", "AUTH"], available: true);

    public static RedisAccess ToSentinels(ClusterOptions cluster) =>
        new(cluster.User, cluster.Password, cluster.PasswordFile, cluster.Tls, TrustKeys.Below("Tls:"), CommandMap.Sentinel);

    public static RedisAccess ToDataNodes(DataNodesOptions nodes) => new(nodes.User, nodes.Password, nodes.PasswordFile, nodes.Tls, TrustKeys.Below("DataNodes:Tls:"), RoleOnly);

    public static RedisAccess ToOldMaster(DataNodesOptions nodes) => ToDataNodes(nodes) with { Commands = RoleAndClients };

    /// <summary>Options for one connection to exactly one server.</summary>
    /// <param name="address">The server.</param>
    /// <param name="timeout">How long connecting, and each command, may take.</param>
    /// <param name="time">The clock by which certificates expire.</param>
    public (ConfigurationOptions? Options, ServerTrust? Trust, SentinelProblem? Problem) For(HostAddress address, TimeSpan timeout, TimeProvider time)
    {
        var (trust, fault) = Tls.Enabled ? ServerTrust.Read(Tls, address.Host, address.Port, TlsKeys, time) : (null, null);
        if (fault is not null)
        {
            return (null, null, SentinelProblem.Tls(fault));
        }

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

            // What it looks after then is which commands took too long: they may take half as long again.
            HeartbeatInterval = TimeSpan.FromMilliseconds(Math.Clamp(milliseconds / 2, 500, 2_500)),
            IncludeDetailInExceptions = false,

            // On RESP2 messages and commands have a connection each: a big reply never delays a message.
            Protocol = RedisProtocol.Resp2,

            // A broken connection is given up and made anew, with a new snapshot; silently repaired it would hide a gap.
            ReconnectRetryPolicy = new LinearRetry(int.MaxValue),
            ResponseBufferPool = ReplyBuffers.Instance,
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
            return (null, null, new SentinelProblem(SentinelProblemKind.SecretUnreadable, $"cannot read {PasswordFile}", "check PasswordFile and its permissions"));
        }

        if (trust is not null)
        {
            options.Ssl = true;
            options.SslHost = trust.Name;
            options.SslClientAuthenticationOptions = _ => trust.Options;
        }

        return (options, trust, null);
    }
}
