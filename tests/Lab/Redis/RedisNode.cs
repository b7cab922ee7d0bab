using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>A data node: a place that keeps its port and its directory over restarts.</summary>
public sealed class RedisNode : IAsyncDisposable
{
    private readonly RedisDeploymentOptions options;
    private readonly string directory;

    internal RedisNode(string masterName, int? masterPort, int priority, RedisDeploymentOptions options, LabDirectory parent)
    {
        MasterName = masterName;
        Priority = priority;
        this.options = options;
        Port = FreePorts.Take();
        directory = parent.Subdirectory(string.Create(CultureInfo.InvariantCulture, $"node-{Port}"));
        File.WriteAllLines(ConfigurationFile, Configuration(masterPort));
    }

    /// <summary>The name of the master that it is, or replicates.</summary>
    public string MasterName { get; }

    public int Port { get; }

    public int Priority { get; }

    public ServerProcess? Process { get; private set; }

    public bool IsLive => Process is { HasExited: false, IsFrozen: false };

    private string ConfigurationFile => Path.Combine(directory, "redis.conf");

    private string LogFile => Path.Combine(directory, "redis.log");

    /// <summary>The password as a login, for commands sent to the node.</summary>
    private RedisLogin? Login => options.DataPassword is null ? null : new RedisLogin(null, options.DataPassword);

    public Task<RespReply> RunAsync(IReadOnlyList<string> command, CancellationToken cancellation = default) =>
        RedisCommand.RunAsync(Port, Login, options.Tls, command, cancellation);

    /// <summary>Starts it with the configuration it last had: sentinels rewrite it, as they do in production.</summary>
    internal Task StartAsync(TimeSpan deadline, CancellationToken cancellation) => RedisProcess.StartAsync(
        Process, $"redis-server {Port} of {MasterName}", "redis-server", ConfigurationFile, LogFile, RunAsync, process => Process = process, deadline, cancellation);

    public ValueTask DisposeAsync() => Process?.DisposeAsync() ?? ValueTask.CompletedTask;

    private IEnumerable<string> Configuration(int? masterPort)
    {
        foreach (var line in options.Tls?.Configuration(Port) ?? [string.Create(CultureInfo.InvariantCulture, $"port {Port}")])
        {
            yield return line;
        }

        yield return "bind 127.0.0.1 -::1";
        yield return "protected-mode no";
        yield return $"dir {directory}";
        yield return $"logfile {LogFile}";
        yield return "save \"\"";
        yield return "appendonly no";
        yield return "databases 1";
        // Nobody else is going to join the same transfer: the default would only cost five seconds.
        yield return "repl-diskless-sync yes";
        yield return "repl-diskless-sync-delay 0";
        yield return string.Create(CultureInfo.InvariantCulture, $"replica-priority {Priority}");
        if (options.HostNames == HostNames.Announced)
        {
            yield return "replica-announce-ip localhost";
        }

        if (options.DataPassword is { } password)
        {
            yield return $"requirepass {password}";
            yield return $"masterauth {password}";
        }

        if (masterPort is { } port)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"replicaof {RedisDeployment.HostFor(options.HostNames)} {port}");
        }
    }
}
