using System.Diagnostics;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Sentinels;

/// <summary>A master, a replica and sentinels as real processes on loopback, in a directory of their own.</summary>
internal sealed class RealSentinels : IAsyncDisposable
{
    public const string Master = "mymaster";

    private readonly string _directory = Directory.CreateTempSubdirectory("sentinels-").FullName;
    private readonly Dictionary<int, Process> _processes = [];

    public int[] Nodes { get; private set; } = [];

    public int[] Sentinels { get; private set; } = [];

    public static async Task<RealSentinels> StartAsync(CancellationToken cancellation, int sentinels = 3, string extra = "", string? password = null)
    {
        var servers = new RealSentinels { Nodes = [FreePorts.Take(), FreePorts.Take()], Sentinels = [.. Enumerable.Range(0, sentinels).Select(_ => FreePorts.Take())] };
        try
        {
            servers.StartNode(servers.Nodes[0], string.Empty);
            servers.StartNode(servers.Nodes[1], $"replicaof 127.0.0.1 {servers.Nodes[0]}");
            await Until(async () => (await AskAsync(servers.Nodes[1], null, "INFO", "replication")).ToString().Contains("master_link_status:up", StringComparison.Ordinal), "replica linked", cancellation);
            foreach (var port in servers.Sentinels)
            {
                servers.ConfigureSentinel(port, (sentinels / 2) + 1, extra);
                servers.StartSentinel(port);
            }

            foreach (var port in servers.Sentinels)
            {
                await Until(
                    async () => (await AskAsync(port, password, "SENTINEL", "SENTINELS", Master)).Items.Count == sentinels - 1
                        && (await AskAsync(port, password, "SENTINEL", "REPLICAS", Master)).Items.Count == 1,
                    $"sentinel {port} knows all",
                    cancellation);
            }

            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>One more sentinel, that monitors the first node; it finds the others, and they find it, by themselves.</summary>
    public int AddSentinel()
    {
        var port = FreePorts.Take();
        ConfigureSentinel(port, (Sentinels.Length / 2) + 1, string.Empty);
        StartSentinel(port);
        Sentinels = [.. Sentinels, port];
        return port;
    }

    /// <summary>The sentinel ends, and begins again with all that it knew, its id included, on another port.</summary>
    public int MoveSentinel(int port, int? to = null)
    {
        Kill(port);
        var next = to ?? FreePorts.Take();
        File.WriteAllLines(ConfigOf(next), File.ReadAllLines(ConfigOf(port)).Select(line => line == $"port {port}" ? $"port {next}" : line));
        StartSentinel(next);
        Sentinels = [.. Sentinels.Select(one => one == port ? next : one)];
        return next;
    }

    /// <summary>The sentinel ends, and another, that never was there, begins on its port.</summary>
    public void ReplaceSentinel(int port)
    {
        Kill(port);
        ConfigureSentinel(port, (Sentinels.Length / 2) + 1, string.Empty);
        StartSentinel(port);
    }

    /// <summary>The answer of <c>SENTINEL MYID</c> on the port itself.</summary>
    public static async Task<string> IdOfAsync(int port) => (await AskAsync(port, null, "SENTINEL", "MYID")).Text!;

    /// <summary>Starts a node again as a replica of another.</summary>
    public void StartReplica(int port, int master) => StartNode(port, $"replicaof 127.0.0.1 {master}");

    public void StartSentinel(int port) => Start(port, "redis-sentinel", ConfigOf(port));

    public void Kill(int port)
    {
        var process = _processes[port];
        process.Kill();
        process.WaitForExit();
    }

    public void Freeze(int port) => Signal("-STOP", port);

    public void Thaw(int port) => Signal("-CONT", port);

    /// <summary>One command over a plain connection of its own: answered, or failed, within seconds.</summary>
    public static async Task<RespReply> AskAsync(int port, string? password, params IReadOnlyList<string> command)
    {
        var reply = await RedisCommand.RunAsync(port, password is null ? null : new RedisLogin(null, password), command, CancellationToken.None);
        return reply is RespReply.Error refused ? throw new LabException($"{string.Join(' ', command)} on port {port}: {refused.Message}") : reply;
    }

    public static async Task Until(Func<Task<bool>> condition, string what, CancellationToken cancellation, int seconds = 8)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(seconds);
        Exception? last = null;
        while (TimeProvider.System.GetUtcNow() < deadline)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (LabException failure)
            {
                last = failure;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellation);
        }

        throw new TimeoutException($"not seen in time: {what}; last error: {last?.Message ?? "none"}");
    }

    public static HostAddress At(int port) => new("127.0.0.1", port);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Values)
        {
            if (!process.HasExited)
            {
                process.Kill();
                await process.WaitForExitAsync();
            }

            process.Dispose();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private string ConfigOf(int port) => Path.Combine(_directory, $"{port}.conf");

    private void ConfigureSentinel(int port, int quorum, string extra) => File.WriteAllText(ConfigOf(port), $"""
        port {port}
        bind 127.0.0.1
        dir {_directory}
        sentinel monitor {Master} 127.0.0.1 {Nodes[0]} {quorum}
        sentinel down-after-milliseconds {Master} 1000
        sentinel failover-timeout {Master} 6000
        {extra}

        """);

    private void StartNode(int port, string extra)
    {
        File.WriteAllText(ConfigOf(port), $"port {port}\nbind 127.0.0.1\ndir {_directory}\nsave \"\"\nrepl-diskless-sync-delay 0\ndbfilename {port}.rdb\n{extra}\n");
        Start(port, "redis-server", ConfigOf(port));
    }

    private void Start(int port, string program, string config)
    {
        if (_processes.Remove(port, out var old))
        {
            old.Dispose();
        }

        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        start.ArgumentList.Add(config);
        var process = Process.Start(start) ?? throw new InvalidOperationException(program);
        process.BeginOutputReadLine();
        _processes[port] = process;
    }

    private void Signal(string signal, int port)
    {
        using var kill = Process.Start("kill", [signal, _processes[port].Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
