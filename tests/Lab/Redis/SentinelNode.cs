using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>A sentinel: a place that keeps its port, its configuration and so its id over restarts.</summary>
public sealed class SentinelNode : IAsyncDisposable
{
    /// <summary>Milliseconds. It forgets them when it ends.</summary>
    private static readonly IReadOnlyList<string> Quickly = ["SENTINEL", "DEBUG", "INFO-PERIOD", "1000", "PUBLISH-PERIOD", "500"];

    private readonly RedisDeploymentOptions options;
    private readonly string directory;

    internal SentinelNode(RedisDeploymentOptions options, IReadOnlyDictionary<string, int> masterPorts, LabDirectory parent)
    {
        this.options = options;
        Port = FreePorts.Take();
        Proxy = options.SentinelsBehindProxies ? TcpProxy.Start(Port) : null;
        directory = parent.Subdirectory(string.Create(CultureInfo.InvariantCulture, $"sentinel-{Port}"));
        File.WriteAllLines(ConfigurationFile, Configuration(masterPorts));
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>What stands before it, and is announced in its place.</summary>
    public TcpProxy? Proxy { get; }

    /// <summary>The port by which others know it.</summary>
    public int AnnouncedPort => Proxy?.Port ?? Port;

    /// <summary>The sentinel's own log, appended to over restarts; see <see cref="SentinelLog"/>.</summary>
    public string LogFile => Path.Combine(directory, "sentinel.log");

    public ServerProcess? Process { get; private set; }

    public bool IsLive => Process is { HasExited: false, IsFrozen: false };

    private string ConfigurationFile => Path.Combine(directory, "sentinel.conf");

    /// <summary>The default user's login, for commands sent to the sentinel.</summary>
    private RedisLogin? Login => options.SentinelPassword is null ? null : new RedisLogin(null, options.SentinelPassword);

    public Task<RespReply> RunAsync(IReadOnlyList<string> command, CancellationToken cancellation = default) =>
        RedisCommand.RunAsync(Port, Login, options.Tls, command, cancellation);

    /// <summary>Subscribes to everything it publishes.</summary>
    public Task<BareSubscriber> SubscribeAsync(CancellationToken cancellation = default) =>
        BareSubscriber.StartAsync(Port, options.SentinelUser is { } user ? new RedisLogin(user.Name, user.Password) : Login, options.Tls, cancellation);

    /// <summary>Changes its configuration, as a person does in an editor while it is stopped.</summary>
    /// <param name="change">From the lines that the sentinel left to those that it is to find.</param>
    public void Reconfigure(Func<IReadOnlyList<string>, IEnumerable<string>> change) =>
        File.WriteAllLines(ConfigurationFile, [.. change(File.ReadAllLines(ConfigurationFile))]);

    internal async Task StartAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        await RedisProcess.StartAsync(
            Process, $"redis-sentinel {Port}", "redis-sentinel", ConfigurationFile, LogFile, RunAsync, process => Process = process, deadline, cancellation).ConfigureAwait(false);
        if (options.Pace == SentinelPace.Quick && await RunAsync(Quickly, cancellation).ConfigureAwait(false) is RespReply.Error refused)
        {
            throw new LabException($"SENTINEL DEBUG on port {Port} was refused: {refused.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Process is not null)
        {
            await Process.DisposeAsync().ConfigureAwait(false);
        }

        if (Proxy is not null)
        {
            await Proxy.DisposeAsync().ConfigureAwait(false);
        }
    }

    private IEnumerable<string> Configuration(IReadOnlyDictionary<string, int> masterPorts)
    {
        foreach (var line in options.Tls?.Configuration(Port) ?? [string.Create(CultureInfo.InvariantCulture, $"port {Port}")])
        {
            yield return line;
        }

        yield return "bind 127.0.0.1 -::1";
        yield return "protected-mode no";
        yield return $"dir {directory}";
        yield return $"logfile {LogFile}";
        if (Proxy is not null)
        {
            yield return "sentinel announce-ip 127.0.0.1";
            yield return string.Create(CultureInfo.InvariantCulture, $"sentinel announce-port {Proxy.Port}");
        }

        if (options.HostNames == HostNames.Announced)
        {
            yield return "sentinel resolve-hostnames yes";
            yield return "sentinel announce-hostnames yes";
        }

        if (options.SentinelPassword is { } password)
        {
            yield return $"requirepass {password}";
            yield return $"sentinel sentinel-pass {password}";
        }

        if (options.SentinelUser is { } user)
        {
            yield return user.ConfigurationLine;
        }

        foreach (var line in options.SentinelSettings)
        {
            yield return line;
        }

        foreach (var (name, port) in masterPorts)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"sentinel monitor {name} {RedisDeployment.HostFor(options.HostNames)} {port} {options.Quorum}");
            yield return string.Create(CultureInfo.InvariantCulture, $"sentinel down-after-milliseconds {name} {(long)options.DownAfter.TotalMilliseconds}");
            yield return string.Create(CultureInfo.InvariantCulture, $"sentinel failover-timeout {name} {(long)options.FailoverTimeout.TotalMilliseconds}");
            yield return string.Create(CultureInfo.InvariantCulture, $"sentinel parallel-syncs {name} {options.ParallelSyncs}");
            if (options.NotificationScript is { } script)
            {
                yield return $"sentinel notification-script {name} {script(Port)}";
            }

            if (options.DataPassword is { } dataPassword)
            {
                yield return $"sentinel auth-pass {name} {dataPassword}";
            }
        }
    }
}
