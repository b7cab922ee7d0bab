using System.Globalization;

namespace SentinelEvents.Lab;

/// <summary>A master that only exists in what simulated sentinels say of it.</summary>
/// <param name="Number">From 0; decides name and addresses.</param>
/// <param name="Node">Which of its nodes is the master; the others are its replicas.</param>
/// <param name="Epoch">Its config epoch.</param>
/// <param name="Down">The replica that is s_down, by its host.</param>
internal sealed record SimulatedMaster(int Number, int Node, long Epoch, string? Down = null)
{
    internal const int Nodes = 3;
    internal const int Port = 6379;

    /// <summary>As <c>SENTINEL MASTER</c> shows them.</summary>
    internal string Flags { get; init; } = "master";

    /// <summary>
    /// What a leader holds between the promotion and the end of the failover: <c>GET-MASTER-ADDR-BY-NAME</c> gives this node already, <c>MASTER</c> still the old one.
    /// </summary>
    internal int? Promoted { get; init; }

    internal string Name => string.Create(CultureInfo.InvariantCulture, $"m{Number + 1}");

    internal string Host => HostOf(Node);

    /// <summary>Who is master for those who ask for its address.</summary>
    internal string AddressHost => HostOf(Promoted ?? Node);

    internal IEnumerable<string> ReplicaHosts => Enumerable.Range(0, Nodes).Where(node => node != Node).Select(HostOf);

    /// <summary>The master after the next failover.</summary>
    internal SimulatedMaster Switched => this with { Node = (Node + 1) % Nodes, Epoch = Epoch + 1 };

    internal string HostOf(int node) => string.Create(CultureInfo.InvariantCulture, $"10.{Number / 250}.{Number % 250}.{node + 1}");
}
