using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class QuorumAboveKnownFixture : RuleFixture<QuorumAboveKnown>
{
    public override string Story => "The quorum is 5, with three sentinels.";

    protected override void Spoil(FleetBuilder fleet) => fleet.EveryView(view => view.Fields["quorum"] = "5");
}
