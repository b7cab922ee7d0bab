using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>
/// What keeps the next failover from succeeding. Less than health: a demoted master that no sentinel has made a replica again yet
/// (they wait ten seconds and more for that) stands in nobody's way while another replica can be promoted.
/// </summary>
internal sealed class FailoverReadiness(RedisDeployment deployment)
{
    /// <summary>The first thing found missing, or null.</summary>
    internal async Task<string?> MissingAsync(string master, CancellationToken cancellation)
    {
        try
        {
            return await LookAsync(master, cancellation).ConfigureAwait(false);
        }
        catch (LabException exception)
        {
            return exception.Message;
        }
    }

    private async Task<string?> LookAsync(string master, CancellationToken cancellation)
    {
        (string Port, string Epoch)? agreed = null;
        HashSet<string>? promotable = null;
        var live = deployment.Sentinels.Where(sentinel => sentinel.IsLive).ToList();
        foreach (var sentinel in live)
        {
            var view = (await sentinel.RunAsync(["SENTINEL", "MASTER", master], cancellation).ConfigureAwait(false)).Fields();
            var address = await sentinel.RunAsync(["SENTINEL", "GET-MASTER-ADDR-BY-NAME", master], cancellation).ConfigureAwait(false);
            if (view.GetValueOrDefault("flags") != "master" || address.Items.Count != 2 || address.Items[1].Text != view["port"])
            {
                return $"sentinel {sentinel.Port}: flags {view.GetValueOrDefault("flags")}, {view.GetValueOrDefault("port")} and {address}";
            }

            var own = (view["port"], view["config-epoch"]);
            if (agreed is { } first && first != own)
            {
                return $"sentinel {sentinel.Port}: views differ, {own} and {first}";
            }

            agreed = own;
            var peers = await sentinel.RunAsync(["SENTINEL", "SENTINELS", master], cancellation).ConfigureAwait(false);
            var seen = peers.Items.Select(peer => peer.Fields()).Where(peer => peer["flags"] == "sentinel").Select(peer => peer["port"]).ToHashSet();
            if (live.Find(peer => peer != sentinel && !seen.Contains(Text(peer.AnnouncedPort))) is { } unseen)
            {
                return $"sentinel {sentinel.Port} does not see sentinel {unseen.Port}";
            }

            var replicas = await sentinel.RunAsync(["SENTINEL", "REPLICAS", master], cancellation).ConfigureAwait(false);
            if (replicas.Items.Select(replica => replica.Fields()).FirstOrDefault(IsUnsettled) is { } other)
            {
                return $"sentinel {sentinel.Port}: replica {other["port"]} has flags {other["flags"]} and reports role {other["role-reported"]}";
            }

            var good = replicas.Items.Select(replica => replica.Fields()).Where(replica => Follows(replica, own.Item1)).Select(replica => replica["port"]).ToHashSet();
            if (promotable is null)
            {
                promotable = good;
            }
            else
            {
                promotable.IntersectWith(good);
            }
        }

        if (agreed is null)
        {
            return "no sentinel runs";
        }

        foreach (var node in deployment.Nodes.Where(node => node.MasterName == master && node.IsLive && promotable!.Contains(Text(node.Port))))
        {
            var role = await node.RunAsync(["ROLE"], cancellation).ConfigureAwait(false);
            if (role.Items is [{ Text: "slave" }, _, var port, { Text: "connected" }, ..] && port.Text == agreed.Value.Port)
            {
                return null;
            }
        }

        return $"no replica of {agreed.Value.Port} that all sentinels could promote; they would promote: {string.Join(", ", promotable!)}";
    }

    private static bool Follows(IReadOnlyDictionary<string, string> replica, string masterPort) =>
        replica["flags"] == "slave"
        && replica["role-reported"] == "slave"
        && replica["master-link-status"] == "ok"
        && replica["master-port"] == masterPort
        && replica["slave-priority"] != "0";

    /// <summary>
    /// A sentinel that still takes it for a master would turn it into a replica again while another one promotes it; and whoever does so has all its
    /// connections closed (CLIENT KILL, redis:src/sentinel.c, sentinelSendSlaveOf), so that for a moment every sentinel is disconnected from it.
    /// </summary>
    private static bool IsUnsettled(IReadOnlyDictionary<string, string> replica) =>
        !replica["flags"].Contains("s_down", StringComparison.Ordinal)
        && (replica["flags"].Contains("disconnected", StringComparison.Ordinal) || replica["role-reported"] != "slave");

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
