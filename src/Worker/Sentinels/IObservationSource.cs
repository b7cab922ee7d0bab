using System.Threading.Channels;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Sentinels;

/// <summary>The bounded, ordered way out of this room.</summary>
public interface IObservationSource
{
    /// <summary>What the sentinels say, each sentinel's words in the order in which it said them.</summary>
    ChannelReader<Observation> Observations { get; }

    /// <summary>Asks a data node for its role; the answer comes as a <see cref="RoleRead"/>. Returns at once.</summary>
    void AskRole(string cluster, string master, Contracts.HostAddress node);

    /// <summary>
    /// Asks a demoted master whether it still is one, and who is connected to it; the answer comes as an <see cref="OldMasterRead"/>. While it still is a
    /// master it is looked at each second, for a minute from the switch, and another answer comes when that ends. Returns at once.
    /// </summary>
    void AskOldMaster(string cluster, string master, Contracts.HostAddress node, DateTimeOffset switchedAt);

    /// <summary>Reads the whole state of every sentinel of a cluster that is seen, soon. Returns at once.</summary>
    void ReadAgain(string cluster);
}
