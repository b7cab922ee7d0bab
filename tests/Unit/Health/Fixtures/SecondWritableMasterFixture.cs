using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class SecondWritableMasterFixture : RuleFixture<SecondWritableMaster>
{
    public override string Story => "The master before the last switch has not been made a replica yet.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.EveryReplica("10.0.0.3", replica => (replica["role-reported"], replica["role-reported-time"]) = ("master", "6420"));
        fleet.Node("10.0.0.3").Role = "master";
        fleet.Node("10.0.0.3").Info["role"] = "master";
    }
}
