using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class DownAfterTooSmallFixture : RuleFixture<DownAfterTooSmall>
{
    public override string Story => "down-after-milliseconds is 500.";

    protected override void Spoil(FleetBuilder fleet) => fleet.EveryView(view => view.Fields["down-after-milliseconds"] = "500");
}
