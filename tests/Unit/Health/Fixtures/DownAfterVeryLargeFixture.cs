using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class DownAfterVeryLargeFixture : RuleFixture<DownAfterVeryLarge>
{
    public override string Story => "down-after-milliseconds is 300000.";

    protected override void Spoil(FleetBuilder fleet) => fleet.EveryView(view => view.Fields["down-after-milliseconds"] = "300000");
}
