using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>What keeps a deployment from being healthy, asked of the sentinels and of the nodes themselves.</summary>
internal sealed class DeploymentHealth(RedisDeployment deployment)
{
    /// <summary>The first thing found missing, or null.</summary>
    internal async Task<string?> MissingAsync(CancellationToken cancellation)
    {
        try
        {
            var live = deployment.Sentinels.Where(sentinel => sentinel.IsLive).ToList();
            if (live.Count == 0)
            {
                return "no sentinel runs";
            }

            foreach (var master in deployment.MasterNames)
            {
                var missing = await MissingOfMasterAsync(master, live, cancellation).ConfigureAwait(false);
                if (missing is not null)
                {
                    return missing;
                }
            }

            return null;
        }
        catch (LabException exception)
        {
            return exception.Message;
        }
    }

    private async Task<string?> MissingOfMasterAsync(string master, List<SentinelNode> live, CancellationToken cancellation)
    {
        (int Port, string Epoch)? agreed = null;
        foreach (var sentinel in live)
        {
            var seenBy = $"sentinel {sentinel.Port}, {master}:";
            var reply = await sentinel.RunAsync(["SENTINEL", "MASTER", master], cancellation).ConfigureAwait(false);
            if (reply is RespReply.Error error)
            {
                return $"{seenBy} {error.Message}";
            }

            var view = reply.Fields();
            var address = await sentinel.RunAsync(["SENTINEL", "GET-MASTER-ADDR-BY-NAME", master], cancellation).ConfigureAwait(false);
            if (address.Items.Count != 2 || address.Items[1].Text != view["port"])
            {
                return $"{seenBy} two addresses, {view["port"]} and {address}: it is failing over";
            }

            if (view["flags"] != "master")
            {
                return $"{seenBy} flags {view["flags"]}";
            }

            var own = (int.Parse(view["port"], CultureInfo.InvariantCulture), view["config-epoch"]);
            if (agreed is { } first && first != own)
            {
                return $"{seenBy} views differ, {own} and {first}";
            }

            agreed = own;
            var missing = await MissingPeersAsync(sentinel, master, cancellation).ConfigureAwait(false)
                ?? await MissingReplicasAsync(sentinel, master, own.Item1, cancellation).ConfigureAwait(false);
            if (missing is not null)
            {
                return $"{seenBy} {missing}";
            }
        }

        return await MissingRolesAsync(master, agreed!.Value.Port, cancellation).ConfigureAwait(false);
    }

    private async Task<string?> MissingPeersAsync(SentinelNode sentinel, string master, CancellationToken cancellation)
    {
        var known = await TableAsync(sentinel, "SENTINELS", master, cancellation).ConfigureAwait(false);
        foreach (var peer in deployment.Sentinels.Where(peer => peer != sentinel && peer.IsLive))
        {
            if (!known.TryGetValue(peer.AnnouncedPort, out var entry))
            {
                return $"does not know sentinel {peer.Port}";
            }

            if (entry["flags"] != "sentinel")
            {
                return $"sentinel {peer.Port} has flags {entry["flags"]}";
            }
        }

        return null;
    }

    private async Task<string?> MissingReplicasAsync(SentinelNode sentinel, string master, int masterPort, CancellationToken cancellation)
    {
        var known = await TableAsync(sentinel, "REPLICAS", master, cancellation).ConfigureAwait(false);
        foreach (var node in deployment.Nodes.Where(node => node.MasterName == master && node.Port != masterPort && node.IsLive))
        {
            if (!known.TryGetValue(node.Port, out var entry))
            {
                return $"does not know replica {node.Port}";
            }

            var seen = $"{entry["flags"]} {entry["role-reported"]} link {entry["master-link-status"]} master {entry["master-port"]} priority {entry["slave-priority"]}";
            var wanted = string.Create(CultureInfo.InvariantCulture, $"slave slave link ok master {masterPort} priority {node.Priority}");
            if (seen != wanted)
            {
                return $"replica {node.Port}: {seen}, not {wanted}";
            }
        }

        return null;
    }

    private async Task<string?> MissingRolesAsync(string master, int masterPort, CancellationToken cancellation)
    {
        foreach (var node in deployment.Nodes.Where(node => node.MasterName == master))
        {
            if (!node.IsLive)
            {
                if (node.Port == masterPort)
                {
                    return $"{master}: the sentinels still name port {masterPort}, which does not run";
                }

                continue;
            }

            var role = await node.RunAsync(["ROLE"], cancellation).ConfigureAwait(false);
            var asIs = node.Port == masterPort
                ? role.Items is [{ Text: "master" }, ..]
                : role.Items is [{ Text: "slave" }, _, var port, { Text: "connected" }, ..] && port.Text == masterPort.ToString(CultureInfo.InvariantCulture);
            if (!asIs)
            {
                return $"{master}: node {node.Port} has the role {role}, while the sentinels name {masterPort} as master";
            }
        }

        return null;
    }

    /// <summary>By port: on loopback that is what tells the instances apart, however they spell their host.</summary>
    private static async Task<Dictionary<int, IReadOnlyDictionary<string, string>>> TableAsync(
        SentinelNode sentinel, string what, string master, CancellationToken cancellation)
    {
        var reply = await sentinel.RunAsync(["SENTINEL", what, master], cancellation).ConfigureAwait(false);
        Dictionary<int, IReadOnlyDictionary<string, string>> table = [];
        foreach (var entry in reply.Items.Select(item => item.Fields()))
        {
            table[int.Parse(entry["port"], CultureInfo.InvariantCulture)] = entry;
        }

        return table;
    }
}
