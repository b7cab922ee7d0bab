using System.Globalization;
using System.Net.Sockets;
using System.Text;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;
using SentinelEvents.Worker.Health;
using SentinelEvents.Worker.Sentinels;
using SentinelEvents.Worker.Sentinels.Inspection;

namespace SentinelEvents.Integration.Health;

/// <summary>A deployment on which faults are tried one after the other, and the service as it is configured to look at it.</summary>
internal sealed class RuleStage : IAsyncDisposable
{
    public const string MasterName = "mymaster";

    private static readonly TimeSpan LookLimit = TimeSpan.FromSeconds(5);
    private static readonly IReadOnlyList<string> Defaults = ["down-after-milliseconds", "2000", "failover-timeout", "60000", "parallel-syncs", "1"];

    private readonly RuleLane lane;
    private readonly LabDirectory directory = LabDirectory.Create("rules");
    private readonly List<IAsyncDisposable> guests = [];

    private RuleStage(RuleLane lane, RedisDeployment deployment, CancellationToken cancellation)
    {
        this.lane = lane;
        Deployment = deployment;
        Cancellation = cancellation;
        Master = deployment.Nodes[0];
        Cluster = Usual;
    }

    public RedisDeployment Deployment { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>The service's configuration; a case may have it otherwise.</summary>
    public ClusterOptions Cluster { get; set; }

    /// <summary>The service's clock.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>As the service is configured in all other cases.</summary>
    public ClusterOptions Usual => new()
    {
        Name = "lab",
        Sentinels = [.. Sentinels.Select(sentinel => $"127.0.0.1:{Text(sentinel.Port)}")],
        User = lane.Options.SentinelUser?.Name,
        Password = lane.Options.SentinelUser?.Password,
        DataNodes = new DataNodesOptions { Password = lane.Options.DataPassword },
    };

    /// <summary>Those that monitor the master; one more may stand by.</summary>
    public IReadOnlyList<SentinelNode> Sentinels => [.. Deployment.Sentinels.Take(lane.Options.Sentinels - (lane.HasSpareSentinel ? 1 : 0))];

    public SentinelNode Spare => Deployment.Sentinels[^1];

    public RedisNode Master { get; private set; }

    public IReadOnlyList<RedisNode> Replicas => [.. Deployment.Nodes.Where(node => node != Master)];

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static async Task<RuleStage> StartAsync(RuleLane lane, TimeSpan patience, CancellationToken cancellation)
    {
        var stage = new RuleStage(lane, await RedisDeployment.StartAsync(lane.Options, patience, cancellation), cancellation);
        try
        {
            await lane.PrepareAsync(stage);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the service finds, by rule; apart from it what is as it must be on one machine.</summary>
    public async Task<(IReadOnlyList<HealthFinding> Findings, IReadOnlyList<HealthFinding> Standing)> LookAsync(CancellationToken cancellation)
    {
        var inspection = await new DeploymentInspector(Time).InspectAsync(Cluster, LookLimit, null, cancellation);
        var all = LintRules.Look(Fleet.Of(inspection)).OrderBy(finding => finding.Rule, StringComparer.Ordinal).ToLookup(finding => lane.Standing.Contains(finding.Rule));
        return ([.. all[false]], [.. all[true]]);
    }

    /// <summary>On a machine that is busy sentinels may take a master for dead that is not: whoever is master then serves as well.</summary>
    public async Task FindMasterAsync() => Master = await Deployment.CurrentMasterAsync(cancellation: Cancellation);

    /// <summary>One command of a cure, at whatever instance has the port.</summary>
    public Task<RespReply> RunAtAsync(int port, IReadOnlyList<string> command) =>
        Deployment.Nodes.FirstOrDefault(node => node.Port == port) is { } node ? node.RunAsync(command, Cancellation)
        : Deployment.Sentinels.FirstOrDefault(sentinel => sentinel.Port == port) is { } sentinel ? sentinel.RunAsync(command, Cancellation)
        : RedisCommand.RunAsync(port, null, command, Cancellation);

    public async Task OnAsync(SentinelNode sentinel, params IReadOnlyList<string> command) => Accepted(await sentinel.RunAsync(command, Cancellation), command);

    public async Task OnAsync(RedisNode node, params IReadOnlyList<string> command) => Accepted(await node.RunAsync(command, Cancellation), command);

    public Task OnSentinelsAsync(params IReadOnlyList<string> command) => Task.WhenAll(Sentinels.Select(sentinel => OnAsync(sentinel, command)));

    public Task OnNodesAsync(params IReadOnlyList<string> command) => Task.WhenAll(Deployment.Nodes.Select(node => OnAsync(node, command)));

    /// <summary>Settings of the master, at every sentinel.</summary>
    public Task SetAsync(params IReadOnlyList<string> settings) => OnSentinelsAsync(["SENTINEL", "SET", MasterName, .. settings]);

    public Task ConfigureAsync(RedisNode node, string setting, string value) => OnAsync(node, "CONFIG", "SET", setting, value);

    /// <summary>SENTINEL MONITOR, with the settings that all others have.</summary>
    public async Task MonitorAsync(SentinelNode sentinel, string name, string host, int port, params IReadOnlyList<string> settings)
    {
        await OnAsync(sentinel, "SENTINEL", "MONITOR", name, host, Text(port), "2");
        await OnAsync(sentinel, ["SENTINEL", "SET", name, .. Defaults, .. settings]);
    }

    /// <summary>Monitors the master anew there, at another address.</summary>
    public async Task MoveAsync(SentinelNode sentinel, string host, int port)
    {
        await OnAsync(sentinel, "SENTINEL", "REMOVE", MasterName);
        await MonitorAsync(sentinel, MasterName, host, port);
    }

    /// <summary>Makes all sentinels forget what is gone.</summary>
    public Task ForgetAsync() => OnSentinelsAsync("SENTINEL", "RESET", MasterName);

    public static async Task StopAsync(params IReadOnlyList<SentinelNode> sentinels) => await Task.WhenAll(sentinels.Select(RedisDeployment.StopSentinelAsync));

    public async Task StartAsync(params IReadOnlyList<SentinelNode> sentinels) =>
        await Task.WhenAll(sentinels.Select(sentinel => RedisDeployment.StartSentinelAsync(sentinel, LintRulesTests.Patience, Cancellation)));

    /// <summary>Breaks every link of replicas; whoever can log in is back at once.</summary>
    public Task UnlinkReplicasAsync() => OnAsync(Master, "CLIENT", "KILL", "TYPE", "replica");

    /// <summary>One more replica, which has all its settings from arguments.</summary>
    public async Task AddReplicaAsync()
    {
        var port = FreePorts.Take();
        guests.Add(await ServerProcess.StartAsync(new ServerCommand
        {
            Name = $"redis-server {Text(port)}",
            FileName = "redis-server",
            Arguments =
            [
                "--port", Text(port), "--bind", "127.0.0.1", "--replicaof", $"127.0.0.1 {Text(Master.Port)}", "--min-replicas-to-write", "1", "--save", "3600 1",
                "--dir", directory.Path,
            ],
            WorkingDirectory = directory.Path,
        }));
    }

    /// <summary>A client that writes as much as it can until it is told to leave.</summary>
    public void Write() => guests.Add(new BusyWriter(Master));

    /// <summary>A client over a plain socket, which stays.</summary>
    /// <param name="host">By which address of this machine it enters.</param>
    /// <param name="port">Where.</param>
    /// <param name="line">What it sends.</param>
    public async Task<string> VisitAsync(string host, int port, string line)
    {
        var client = new TcpClient();
        guests.Add(new Guest(client));
        await client.ConnectAsync(host, port, Cancellation);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n"), Cancellation);
        var answer = new byte[512];
        return Encoding.ASCII.GetString(answer, 0, await client.GetStream().ReadAsync(answer, Cancellation));
    }

    /// <summary>Clients, added replicas and the like go.</summary>
    public async Task LeaveAsync()
    {
        foreach (var guest in guests.AsEnumerable().Reverse())
        {
            await guest.DisposeAsync();
        }

        guests.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        await Deployment.DisposeAsync();
        await directory.DisposeAsync();
    }

    private static void Accepted(RespReply reply, IReadOnlyList<string> command)
    {
        if (reply is RespReply.Error refused)
        {
            throw new LabException($"{string.Join(' ', command)} was refused: {refused.Message}");
        }
    }

    private sealed class Guest(TcpClient client) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
