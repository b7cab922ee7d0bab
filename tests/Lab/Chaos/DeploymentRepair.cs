using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>What an operator does when faults have left a deployment in a state that the sentinels do not heal: two masters, or views that stay apart.</summary>
internal sealed class DeploymentRepair(RedisDeployment deployment, FaultInjector injector, Action<string> tell)
{
    private static readonly TimeSpan ByThemselves = TimeSpan.FromSeconds(40);
    private const int Rounds = 5;
    private readonly List<string> done = [];

    /// <summary>What had to be done.</summary>
    public IReadOnlyList<string> Done => done;

    /// <exception cref="LabException">It does not become healthy whatever is done.</exception>
    public async Task HealAsync(CancellationToken cancellation)
    {
        for (var round = 1; ; round++)
        {
            try
            {
                await deployment.WaitUntilHealthyAsync(ByThemselves, cancellation).ConfigureAwait(false);
                return;
            }
            catch (LabException failure) when (round < Rounds)
            {
                tell(failure.Message.Split('\n')[0]);
            }

            foreach (var master in deployment.MasterNames)
            {
                await RepairAsync(master, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task RepairAsync(string master, CancellationToken cancellation)
    {
        var agreed = await deployment.CurrentMasterAsync(master, cancellation).ConfigureAwait(false);
        var port = agreed.Port.ToString(CultureInfo.InvariantCulture);
        foreach (var sentinel in deployment.Sentinels)
        {
            var answer = await sentinel.RunAsync(["SENTINEL", "GET-MASTER-ADDR-BY-NAME", master], cancellation).ConfigureAwait(false);
            if (answer.Items.Count != 2 || answer.Items[1].Text != port)
            {
                Note($"REMOVE and MONITOR of {master} at {port} on the sentinel {sentinel.Port}, which named {answer}");
                await injector.MonitorAgainAsync(sentinel, master, agreed.Port, cancellation).ConfigureAwait(false);
            }
        }

        foreach (var node in deployment.Nodes.Where(node => node.MasterName == master))
        {
            var role = await node.RunAsync(["ROLE"], cancellation).ConfigureAwait(false);
            if (node == agreed && role.Items is not [{ Text: "master" }, ..])
            {
                Note($"REPLICAOF NO ONE on {port}, which the sentinels name as master of {master} and which was {role}");
                await node.RunAsync(["REPLICAOF", "NO", "ONE"], cancellation).ConfigureAwait(false);
            }
            else if (node != agreed && !(role.Items is [{ Text: "slave" }, _, { Text: var follows }, ..] && follows == port))
            {
                Note($"REPLICAOF {port} on {node.Port} of {master}, which was {role}");
                await node.RunAsync(["REPLICAOF", "127.0.0.1", port], cancellation).ConfigureAwait(false);
            }
        }
    }

    private void Note(string repair)
    {
        done.Add(repair);
        tell($"repair: {repair}");
    }
}
