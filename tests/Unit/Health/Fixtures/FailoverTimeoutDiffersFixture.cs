using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class FailoverTimeoutDiffersFixture : RuleFixture<FailoverTimeoutDiffers>
{
    public override string Story => "SENTINEL SET ... failover-timeout 60000 was sent to one of three sentinels.";

    protected override void Spoil(FleetBuilder fleet) => fleet.View(2).Fields["failover-timeout"] = "60000";
}
