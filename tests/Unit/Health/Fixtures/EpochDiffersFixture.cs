using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class EpochDiffersFixture : RuleFixture<EpochDiffers>
{
    public override string Story => "One sentinel has missed two switches, there and back again.";

    protected override void Spoil(FleetBuilder fleet) => fleet.View(2).Fields["config-epoch"] = "5";
}
