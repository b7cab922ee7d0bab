using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health.Rules;

internal sealed class ReplicaFollowsAnother : ILintRule
{
    public RuleText Text { get; } = new(
        "SE045",
        nameof(ReplicaFollowsAnother),
        Severity.Warning,
        "A replica follows another master",
        "It has the data of somebody else, and if it is promoted so has everybody. Sentinels turn it round only after failover-timeout, and not at all where they cannot log in or a person turns it back.",
        "SENTINEL REPLICAS: master-host, master-port; INFO replication of the replica",
        "Make it follow the master that the sentinels agree on.");

    public IEnumerable<Discovery> Look(Fleet fleet)
    {
        foreach (var master in fleet.Masters.Where(master => !master.IsFailingOver))
        {
            foreach (var replica in master.OtherReplicas.Where(replica => replica.Views.Any(view => !view.Fields.IsSubjectivelyDown)))
            {
                if (Other(fleet, master, replica) is { } followed)
                {
                    yield return new Discovery(
                        master.Name,
                        replica.Address.ToString(),
                        $"{replica.Address} follows {followed}, while the master is {master.Address}",
                        Cures.On(replica.Address, Cures.ReplicaOf(master.Address), "CONFIG REWRITE"));
                }
            }
        }
    }

    /// <summary>Whom it follows in place of the master; null where it does not.</summary>
    public static HostAddress? Other(Fleet fleet, MasterSurvey master, InstanceSurvey replica) =>
        Followed(fleet, replica) is { } followed && !Spelling.MayBeOne(followed, master.Address) ? followed : null;

    /// <summary>Its own word is newer than that of the sentinels, who ask it every ten seconds.</summary>
    private static HostAddress? Followed(Fleet fleet, InstanceSurvey replica)
    {
        if (fleet.Node(replica.Address) is { IsRead: true } node && node.Info.Has("role"))
        {
            return AddressOf(node.Info, "master_host", "master_port");
        }

        return replica.Views.Where(view => !view.Fields.IsSubjectivelyDown && view.Fields.Text("role-reported") == "slave")
            .Select(view => AddressOf(view.Fields, "master-host", "master-port")).FirstOrDefault(address => address is not null);
    }

    private static HostAddress? AddressOf(InstanceFields fields, string host, string port) =>
        fields.Text(host) is { Length: > 0 } name and not "?" && fields.Number(port) is > 0 and <= 65_535 and { } number ? new HostAddress(name, (int)number) : null;
}
