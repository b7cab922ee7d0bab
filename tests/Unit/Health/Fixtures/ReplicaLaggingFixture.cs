using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class ReplicaLaggingFixture : RuleFixture<ReplicaLagging>
{
    public override string Story => "A replica on a slow network is 48 MB behind.";

    protected override void Spoil(FleetBuilder fleet) =>
        fleet.Node("10.0.0.1").Info["slave1"] = "ip=10.0.0.3,port=6379,state=online,offset=683671552,lag=4";
}
