using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class OldVersionFixture : RuleFixture<OldVersion>
{
    public override string Story => "A sentinel and a replica still run Redis 5.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.Sentinels[1].Info["redis_version"] = "5.0.14";
        fleet.Node("10.0.0.3").Info["redis_version"] = "5.0.14";
    }
}
