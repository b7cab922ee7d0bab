using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class SentinelInTiltFixture : RuleFixture<SentinelInTilt>
{
    public override string Story => "A host was paused for some seconds.";

    protected override void Spoil(FleetBuilder fleet) =>
        (fleet.Sentinels[1].Info["sentinel_tilt"], fleet.Sentinels[1].Info["sentinel_tilt_since_seconds"]) = ("1", "12");
}
