using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Unit.Health;

/// <summary>One sentinel's view of one master of a <see cref="FleetBuilder"/>, open to any change.</summary>
internal sealed class MasterDraft(string name, HostAddress address)
{
    public string Name { get; } = name;

    /// <summary>What GET-MASTER-ADDR-BY-NAME answers.</summary>
    public HostAddress Address { get; set; } = address;

    /// <summary>What MASTER answers. <c>num-slaves</c> and <c>num-other-sentinels</c> follow the lists where they are not set here.</summary>
    public Dictionary<string, string> Fields { get; set; } = [];

    public List<Dictionary<string, string>>? Replicas { get; set; } = [];

    public List<Dictionary<string, string>>? Sentinels { get; set; } = [];

    /// <summary>Null: what a sentinel with these lists would answer.</summary>
    public QuorumCheck? QuorumCheck { get; set; }

    public MonitoredMaster Build()
    {
        var fields = new Dictionary<string, string>(Fields);
        fields.TryAdd("num-slaves", (Replicas?.Count ?? 0).ToString(CultureInfo.InvariantCulture));
        fields.TryAdd("num-other-sentinels", (Sentinels?.Count ?? 0).ToString(CultureInfo.InvariantCulture));
        var master = new MonitoredMaster(Name, Address, new InstanceFields(fields), Build(Replicas), Build(Sentinels), QuorumCheck);
        return QuorumCheck is null ? master with { QuorumCheck = Ask(master) } : master;
    }

    /// <summary>As <c>redis:src/sentinel.c</c>, sentinelIsQuorumReachable.</summary>
    private static QuorumCheck Ask(MonitoredMaster master)
    {
        var usable = 1 + (master.Sentinels ?? []).Count(peer => !peer.IsSubjectivelyDown);
        var (quorum, majority) = (usable >= master.Quorum, usable >= (master.KnownSentinels / 2) + 1);
        var count = usable.ToString(CultureInfo.InvariantCulture);
        return quorum && majority ? new QuorumCheck(usable, true, $"OK {count} usable Sentinels. Quorum and failover authorization can be reached")
            : new QuorumCheck(usable, false, $"NOQUORUM {count} usable Sentinels. " + string.Join(". ", new[]
            {
                quorum ? null : "Not enough available Sentinels to reach the specified quorum for this master",
                majority ? null : "Not enough available Sentinels to reach the majority and authorize a failover",
            }.OfType<string>()));
    }

    private static List<InstanceFields>? Build(List<Dictionary<string, string>>? entries) => entries?.Select(entry => new InstanceFields(entry)).ToList();
}
