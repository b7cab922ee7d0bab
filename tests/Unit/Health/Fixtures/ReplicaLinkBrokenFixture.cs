using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class ReplicaLinkBrokenFixture : RuleFixture<ReplicaLinkBroken>
{
    public override string Story => "The master asks for a password that one replica was not told.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.EveryReplica("10.0.0.3", replica => (replica["master-link-status"], replica["master-link-down-time"]) = ("err", "840000"));
        fleet.Node("10.0.0.3").Info["master_link_status"] = "down";
        fleet.Node("10.0.0.3").Settings["masterauth"] = "";
    }
}
