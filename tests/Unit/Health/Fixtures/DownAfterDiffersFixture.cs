using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class DownAfterDiffersFixture : RuleFixture<DownAfterDiffers>
{
    public override string Story => "SENTINEL SET ... down-after-milliseconds 30000 was sent to one of three sentinels.";

    protected override void Spoil(FleetBuilder fleet) => fleet.View(2).Fields["down-after-milliseconds"] = "30000";
}
