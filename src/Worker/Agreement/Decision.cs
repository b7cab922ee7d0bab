using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Agreement;

/// <summary>What a step asks its caller to do: <see cref="Announce"/>, <see cref="Attach"/>, <see cref="AskRole"/> or <see cref="AskOldMaster"/>.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>An event was agreed: record and deliver it.</summary>
    public sealed record Announce(AgreedEvent Agreed) : Decision;

    /// <summary>A sentinel said so late: add it to the record.</summary>
    public sealed record Attach(LateWitness Witness) : Decision;

    /// <summary>Ask a data node what it is; the answer comes back as an observation.</summary>
    public sealed record AskRole(string Master, HostAddress Node) : Decision;

    /// <summary>Ask a demoted master what it is and who is connected to it; the answer comes back as an observation.</summary>
    /// <param name="Master">The master's name.</param>
    /// <param name="Node">The old address.</param>
    /// <param name="SwitchedAt">When the switch was agreed.</param>
    public sealed record AskOldMaster(string Master, HostAddress Node, DateTimeOffset SwitchedAt) : Decision;
}
