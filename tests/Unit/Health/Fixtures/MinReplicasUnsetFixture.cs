using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class MinReplicasUnsetFixture : RuleFixture<MinReplicasUnset>
{
    public override string Story => "min-replicas-to-write is 0, as shipped.";

    protected override void Spoil(FleetBuilder fleet) => fleet.Nodes.ForEach(node => node.Settings["min-replicas-to-write"] = "0");
}
