using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class FailoverTimeoutTooShortFixture : RuleFixture<FailoverTimeoutTooShort>
{
    public override string Story => "failover-timeout is 6000 with down-after-milliseconds 5000.";

    protected override void Spoil(FleetBuilder fleet) => fleet.EveryView(view => view.Fields["failover-timeout"] = "6000");
}
