using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class ReplicaFollowsAnotherFixture : RuleFixture<ReplicaFollowsAnother>
{
    public override string Story => "Somebody ran REPLICAOF on a replica.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.EveryReplica("10.0.0.3", replica => replica["master-host"] = "10.0.1.1");
        fleet.Node("10.0.0.3").Info["master_host"] = "10.0.1.1";
    }
}
