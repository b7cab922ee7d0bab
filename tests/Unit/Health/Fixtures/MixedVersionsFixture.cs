using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class MixedVersionsFixture : RuleFixture<MixedVersions>
{
    public override string Story => "One sentinel was replaced by Valkey, which calls itself Redis 7.2.4 beside its own version.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.Sentinels[2].Info["redis_version"] = "7.2.4";
        fleet.Sentinels[2].Info["valkey_version"] = "8.0.1";
    }
}
