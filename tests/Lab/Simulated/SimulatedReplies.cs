using System.Buffers;
using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>What one simulated sentinel says of its masters, in the fields of Redis 7.0; written once for each state of a master.</summary>
internal sealed class SimulatedReplies(SimulatedDeployment deployment, SimulatedSentinel sentinel)
{
    private readonly Dictionary<(int Master, string Subcommand), (SimulatedMaster State, byte[] Bytes)> written = [];

    /// <summary>How many sentinels there are, this one among them.</summary>
    internal int Sentinels => deployment.Sentinels.Count;

    /// <param name="to">Where to.</param>
    /// <param name="subcommand"><c>MASTERS</c>, <c>MASTER</c>, <c>REPLICAS</c>, <c>SENTINELS</c>, <c>CKQUORUM</c> or <c>GET-MASTER-ADDR-BY-NAME</c>.</param>
    /// <param name="name">The master; null for all.</param>
    internal void Write(IBufferWriter<byte> to, string subcommand, string? name)
    {
        if (subcommand == "MASTERS")
        {
            to.Array(sentinel.Masters.Count);
            foreach (var master in sentinel.Masters)
            {
                to.Write(Of(master, "MASTER"));
            }
        }
        else if (name is not null && deployment.NumberOf(name) is { } number)
        {
            to.Write(Of(sentinel.Masters[number], subcommand));
        }
        else if (subcommand == "GET-MASTER-ADDR-BY-NAME")
        {
            to.NullArray();
        }
        else
        {
            to.Error("ERR No such master with that name");
        }
    }

    private byte[] Of(SimulatedMaster master, string subcommand)
    {
        var key = (master.Number, subcommand);
        if (!written.TryGetValue(key, out var known) || known.State != master)
        {
            var bytes = new ArrayBufferWriter<byte>();
            Encode(bytes, master, subcommand);
            written[key] = known = (master, bytes.WrittenSpan.ToArray());
        }

        return known.Bytes;
    }

    private void Encode(ArrayBufferWriter<byte> to, SimulatedMaster master, string subcommand)
    {
        switch (subcommand)
        {
            case "MASTER":
                to.Bulks(Fields(
                    $"name {master.Name} ip {master.Host} port {SimulatedMaster.Port} runid {Id("node" + master.Host)} flags {master.Flags} link-pending-commands 0 link-refcount 1 "
                    + "last-ping-sent 0 last-ok-ping-reply 551 last-ping-reply 551 down-after-milliseconds 5000 info-refresh 2159 role-reported master "
                    + $"role-reported-time 2182000 config-epoch {master.Epoch} num-slaves {SimulatedMaster.Nodes - 1} num-other-sentinels {deployment.Sentinels.Count - 1} "
                    + $"quorum {(deployment.Sentinels.Count / 2) + 1} failover-timeout 60000 parallel-syncs 1"));
                break;
            case "REPLICAS":
                to.Array(SimulatedMaster.Nodes - 1);
                foreach (var host in master.ReplicaHosts)
                {
                    to.Bulks(Fields(
                        $"name {host}:{SimulatedMaster.Port} ip {host} port {SimulatedMaster.Port} runid {Id("node" + host)} flags {(host == master.Down ? "s_down,slave" : "slave")} link-pending-commands 0 link-refcount 1 "
                        + "last-ping-sent 0 last-ok-ping-reply 455 last-ping-reply 455 down-after-milliseconds 5000 info-refresh 5500 role-reported slave "
                        + $"role-reported-time 2176000 master-link-down-time 0 master-link-status ok master-host {master.Host} master-port {SimulatedMaster.Port} "
                        + "slave-priority 100 slave-repl-offset 123456789 replica-announced 1"));
                }

                break;
            case "SENTINELS":
                to.Array(deployment.Sentinels.Count - 1);
                foreach (var other in deployment.Sentinels.Where(other => other != sentinel))
                {
                    to.Bulks(Fields(
                        $"name {other.Id} ip 127.0.0.1 port {other.Port} runid {other.Id} flags sentinel link-pending-commands 0 link-refcount {sentinel.Masters.Count} "
                        + "last-ping-sent 0 last-ok-ping-reply 125 last-ping-reply 125 down-after-milliseconds 5000 last-hello-message 188 voted-leader ? voted-leader-epoch 0"));
                }

                break;
            case "CKQUORUM":
                to.Simple($"OK {Text(deployment.Sentinels.Count)} usable Sentinels. Quorum and failover authorization can be reached");
                break;
            default:
                to.Bulks(master.AddressHost, Text(SimulatedMaster.Port));
                break;
        }
    }

    internal static string Id(string of) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(of)))[..40];

    private static string[] Fields(string text) => text.Split(' ');

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
