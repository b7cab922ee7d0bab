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

    /// <summary>Reads the whole state of every sentinel of a cluster that is seen, soon. Returns at once.</summary>
    void ReadAgain(string cluster);
}
