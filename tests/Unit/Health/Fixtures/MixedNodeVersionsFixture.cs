using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class MixedNodeVersionsFixture : RuleFixture<MixedNodeVersions>
{
    public override string Story => "One replica was upgraded, and then forgotten.";

    protected override void Spoil(FleetBuilder fleet) => fleet.Node("10.0.0.2").Info["redis_version"] = "7.4.1";
}
