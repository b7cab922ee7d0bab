using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class StaleReplicaFixture : RuleFixture<StaleReplica>
{
    public override string Story => "A replica was taken away two weeks ago.";

    protected override void Spoil(FleetBuilder fleet) => fleet.KillNode("10.0.0.3", TimeSpan.FromDays(14));
}
