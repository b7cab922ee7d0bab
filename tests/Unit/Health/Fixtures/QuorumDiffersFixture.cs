using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class QuorumDiffersFixture : RuleFixture<QuorumDiffers>
{
    public override string Story => "SENTINEL SET ... quorum 3 was sent to one of three sentinels.";

    protected override void Spoil(FleetBuilder fleet) => fleet.View(2).Fields["quorum"] = "3";
}
