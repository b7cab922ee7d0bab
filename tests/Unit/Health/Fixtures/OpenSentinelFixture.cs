using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class OpenSentinelFixture : RuleFixture<OpenSentinel>
{
    public override string Story => "A sentinel has no password.";

    protected override void Spoil(FleetBuilder fleet) => fleet.Sentinels[0].OpenToAnybody = true;
}
