using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class NoPromotableReplicaFixture : RuleFixture<NoPromotableReplica>
{
    public override string Story => "One replica has priority 0, the other lost its link an hour ago.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.EveryReplica("10.0.0.2", replica => replica["slave-priority"] = "0");
        fleet.EveryReplica("10.0.0.3", replica => (replica["master-link-status"], replica["master-link-down-time"]) = ("err", "3600000"));
    }
}
