using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class NoReplicaFixture : RuleFixture<NoReplica>
{
    public override string Story => "The only replicas were taken away.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.WithoutReplica("10.0.0.2");
        fleet.WithoutReplica("10.0.0.3");
    }
}
