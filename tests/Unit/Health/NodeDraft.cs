using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Unit.Health;

/// <summary>A data node of a <see cref="FleetBuilder"/>, open to any change.</summary>
internal sealed class NodeDraft(HostAddress address, string master)
{
    public HostAddress Address { get; } = address;

    public List<string> Masters { get; } = [master];

    public InspectionProblem? Problem { get; set; }

    public string Role { get; set; } = "slave";

    public Dictionary<string, string> Info { get; set; } = [];

    public Dictionary<string, string> Settings { get; set; } = [];

    public List<ConnectedClient>? Clients { get; set; } = [];

    public List<MissingPermission> Missing { get; } = [];

    public NodeInspection Build() => Problem is not null
        ? new NodeInspection(Address, Masters) { Problem = Problem, Missing = Missing }
        : new NodeInspection(Address, Masters)
        {
            Role = Role,
            Info = new InstanceFields(Info),
            Settings = new InstanceFields(Settings),
            Clients = Clients,
            Missing = Missing,
        };
}
