using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class MinReplicasImpossibleFixture : RuleFixture<MinReplicasImpossible>
{
    public override string Story => "min-replicas-to-write is 3 on the master and 2 on its two replicas.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.Nodes.ForEach(node => node.Settings["min-replicas-to-write"] = "2");
        fleet.Node("10.0.0.1").Settings["min-replicas-to-write"] = "3";
    }
}
