using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Unit.Health;

/// <summary>A sentinel of a <see cref="FleetBuilder"/>, open to any change.</summary>
internal sealed class SentinelDraft(HostAddress address, string id)
{
    public HostAddress Address { get; set; } = address;

    public string? Id { get; set; } = id;

    public bool Configured { get; set; } = true;

    public InspectionProblem? Problem { get; set; }

    public Dictionary<string, string> Info { get; set; } = [];

    public List<MasterDraft> Masters { get; } = [];

    /// <summary>Monitored, but not followed.</summary>
    public List<string> OtherMasters { get; } = [];

    public List<MissingPermission> Missing { get; } = [];

    public bool? OpenToAnybody { get; set; } = false;

    public SentinelInspection Build() => Problem is not null
        ? new SentinelInspection(Address, Configured) { Problem = Problem, Id = Id, Missing = Missing, OpenToAnybody = OpenToAnybody }
        : new SentinelInspection(Address, Configured)
        {
            Id = Id,
            Info = new InstanceFields(Info),
            Masters = [.. Masters.Select(master => master.Build())],
            AllMasters = [.. Masters.Select(master => master.Name), .. OtherMasters],
            Missing = Missing,
            OpenToAnybody = OpenToAnybody,
        };
}
