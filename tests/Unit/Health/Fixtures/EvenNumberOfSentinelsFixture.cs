using SentinelEvents.Contracts;
using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class EvenNumberOfSentinelsFixture : RuleFixture<EvenNumberOfSentinels>
{
    public override string Story => "A fourth sentinel was added.";

    protected override void Spoil(FleetBuilder fleet) => fleet.WithSentinel(new HostAddress("10.0.0.14", 26379));
}
