using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class QuorumBelowMajorityFixture : RuleFixture<QuorumBelowMajority>
{
    public override string Story => "The quorum is 1, with three sentinels.";

    protected override void Spoil(FleetBuilder fleet) => fleet.EveryView(view => view.Fields["quorum"] = "1");
}
