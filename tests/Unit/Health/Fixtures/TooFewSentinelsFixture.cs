using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class TooFewSentinelsFixture : RuleFixture<TooFewSentinels>
{
    public override string Story => "There are two sentinels.";

    protected override void Spoil(FleetBuilder fleet) => fleet.WithoutSentinel(2);
}
