using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class ReplicaNeverPromotedFixture : RuleFixture<ReplicaNeverPromoted>
{
    public override string Story => "One of two replicas is for backups.";

    protected override void Spoil(FleetBuilder fleet) => fleet.EveryReplica("10.0.0.3", replica => replica["slave-priority"] = "0");
}
