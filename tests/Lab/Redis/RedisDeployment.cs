using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>Masters, replicas and sentinels as real processes on loopback.</summary>
public sealed class RedisDeployment : IAsyncDisposable
{
    private const int NodesStartedAtOnce = 20;

    private readonly LabDirectory directory;
    private readonly DeploymentHealth health;
    private readonly FailoverReadiness readiness;

    private RedisDeployment(RedisDeploymentOptions options, LabDirectory directory)
    {
        Options = options;
        this.directory = directory;
        List<RedisNode> nodes = [];
        Dictionary<string, int> masterPorts = [];
        foreach (var name in options.MasterNames)
        {
            var master = new RedisNode(name, null, 100, options, directory);
            nodes.Add(master);
            masterPorts.Add(name, master.Port);
            for (var replica = 0; replica < options.ReplicasPerMaster; replica++)
            {
                var priority = options.ReplicaPriorities[replica % options.ReplicaPriorities.Count];
                nodes.Add(new RedisNode(name, master.Port, priority, options, directory));
            }
        }

        Nodes = nodes;
        Sentinels = [.. Enumerable.Range(0, options.Sentinels).Select(_ => new SentinelNode(options, masterPorts, directory))];
        health = new DeploymentHealth(this);
        readiness = new FailoverReadiness(this);
    }

    public RedisDeploymentOptions Options { get; }

    public IReadOnlyList<string> MasterNames => Options.MasterNames;

    /// <summary>Every data node; for each master its first master, then its replicas.</summary>
    public IReadOnlyList<RedisNode> Nodes { get; }

    public IReadOnlyList<SentinelNode> Sentinels { get; }

    /// <summary>The sentinels as <c>127.0.0.1:port</c>, as a configuration names them.</summary>
    public IReadOnlyList<string> SentinelAddresses =>
        [.. Sentinels.Select(sentinel => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{sentinel.AnnouncedPort}"))];

    /// <summary>Starts all and waits until they are healthy.</summary>
    public static async Task<RedisDeployment> StartAsync(RedisDeploymentOptions options, TimeSpan deadline, CancellationToken cancellation = default)
    {
        var deployment = new RedisDeployment(options, LabDirectory.Create("redis"));
        try
        {
            // Nodes first: a sentinel that finds its master dead at the start would fail it over. Not hundreds at a time, or none would answer in time.
            foreach (var batch in deployment.Nodes.Chunk(NodesStartedAtOnce))
            {
                await Task.WhenAll(batch.Select(node => node.StartAsync(deadline, cancellation))).ConfigureAwait(false);
            }

            await Task.WhenAll(deployment.Sentinels.Select(sentinel => sentinel.StartAsync(deadline, cancellation))).ConfigureAwait(false);
            await deployment.WaitUntilHealthyAsync(deadline, cancellation).ConfigureAwait(false);
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public RedisNode NodeAt(int port) => Nodes.FirstOrDefault(node => node.Port == port) ?? throw new LabException($"No node has port {port}.");

    /// <summary>The first master of the deployment, where there is one or any will do.</summary>
    public string AnyMaster => MasterNames[0];

    /// <summary>The master's node, as most live sentinels name it.</summary>
    public async Task<RedisNode> CurrentMasterAsync(string? master = null, CancellationToken cancellation = default)
    {
        var name = master ?? AnyMaster;
        var answers = await Task.WhenAll(Sentinels.Where(sentinel => sentinel.IsLive)
            .Select(sentinel => sentinel.RunAsync(["SENTINEL", "GET-MASTER-ADDR-BY-NAME", name], cancellation))).ConfigureAwait(false);
        var most = answers.Where(answer => answer.Items.Count == 2)
            .GroupBy(answer => int.Parse(answer.Items[1].Text!, CultureInfo.InvariantCulture))
            .MaxBy(votes => votes.Count());
        return most is null ? throw new LabException($"No sentinel names a master for {name}.") : NodeAt(most.Key);
    }

    /// <summary>Waits until all live sentinels name a master other than the given one.</summary>
    public async Task<RedisNode> WaitForOtherMasterAsync(RedisNode old, TimeSpan deadline, CancellationToken cancellation = default)
    {
        RedisNode? found = null;
        await Eventually.BecomesAsync(
            $"all sentinels name a master of {old.MasterName} other than port {old.Port}",
            async token =>
            {
                List<int> ports = [];
                foreach (var sentinel in Sentinels.Where(sentinel => sentinel.IsLive))
                {
                    var answer = await sentinel.RunAsync(["SENTINEL", "GET-MASTER-ADDR-BY-NAME", old.MasterName], token).ConfigureAwait(false);
                    ports.Add(answer.Items.Count == 2 ? int.Parse(answer.Items[1].Text!, CultureInfo.InvariantCulture) : 0);
                }

                if (ports is [var first, ..] && first != old.Port && first != 0 && ports.TrueForAll(port => port == first))
                {
                    found = NodeAt(first);
                    return null;
                }

                return $"ports {string.Join(", ", ports)}";
            },
            deadline,
            SentinelTails,
            cancellation).ConfigureAwait(false);
        return found!;
    }

    /// <summary>kill -9.</summary>
    public static Task StopNodeAsync(RedisNode node) => Running(node.Process).KillAsync();

    /// <summary>On the same port, with the configuration it had; the sentinels make an old master follow the new one.</summary>
    public static Task RestartNodeAsync(RedisNode node, TimeSpan deadline, CancellationToken cancellation = default) => node.StartAsync(deadline, cancellation);

    /// <summary>SIGSTOP: the node's connections stay open and silent.</summary>
    public static void FreezeNode(RedisNode node) => Running(node.Process).Freeze();

    public static void ContinueNode(RedisNode node) => Running(node.Process).Continue();

    /// <summary>kill -9.</summary>
    public static Task StopSentinelAsync(SentinelNode sentinel) => Running(sentinel.Process).KillAsync();

    public static Task StartSentinelAsync(SentinelNode sentinel, TimeSpan deadline, CancellationToken cancellation = default) =>
        sentinel.StartAsync(deadline, cancellation);

    /// <summary>SIGSTOP: the sentinel's connections stay open and silent.</summary>
    public static void FreezeSentinel(SentinelNode sentinel) => Running(sentinel.Process).Freeze();

    public static void ContinueSentinel(SentinelNode sentinel) => Running(sentinel.Process).Continue();

    /// <summary>SENTINEL FAILOVER, sent to one sentinel, by default the first live one.</summary>
    public async Task FailoverAsync(string? master = null, SentinelNode? by = null, CancellationToken cancellation = default)
    {
        var sentinel = by ?? Sentinels.First(candidate => candidate.IsLive);
        var reply = await sentinel.RunAsync(["SENTINEL", "FAILOVER", master ?? AnyMaster], cancellation).ConfigureAwait(false);
        if (reply is RespReply.Error refused)
        {
            throw new LabException($"SENTINEL FAILOVER on port {sentinel.Port} was refused: {refused.Message}");
        }
    }

    /// <summary>
    /// Waits until all live sentinels agree on address and epoch, know all others and all replicas, no failover is in progress, nothing
    /// that runs is held for down, and the replicas are connected and known with their priority. What was stopped on purpose may be
    /// down, except the master.
    /// </summary>
    public Task WaitUntilHealthyAsync(TimeSpan deadline, CancellationToken cancellation = default) =>
        Eventually.BecomesAsync("a healthy deployment", health.MissingAsync, deadline, SentinelTails, cancellation);

    /// <summary>
    /// Waits until the next failover of a master would succeed: all live sentinels agree, see each other, no failover is in progress, and
    /// a replica follows the master that each of them would promote. Seconds instead of the half minute that full health can take.
    /// </summary>
    public Task WaitUntilReadyToFailOverAsync(TimeSpan deadline, string? master = null, CancellationToken cancellation = default) =>
        Eventually.BecomesAsync(
            "a deployment that can fail over", token => readiness.MissingAsync(master ?? AnyMaster, token), deadline, SentinelTails, cancellation);

    public async ValueTask DisposeAsync()
    {
        // Sentinels first: they would otherwise start to fail over what is being taken down.
        foreach (var sentinel in Sentinels)
        {
            await sentinel.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var node in Nodes)
        {
            await node.DisposeAsync().ConfigureAwait(false);
        }

        await directory.DisposeAsync().ConfigureAwait(false);
    }

    internal static string HostFor(HostNames names) => names == HostNames.Announced ? "localhost" : "127.0.0.1";

    private static ServerProcess Running(ServerProcess? process) => process ?? throw new LabException("The server was never started.");

    private string SentinelTails() => string.Concat(Sentinels.Select(sentinel => sentinel.Process?.LogTail()));
}
