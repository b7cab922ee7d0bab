using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class UnknownMasterNameFixture : RuleFixture<UnknownMasterName>
{
    public override string Story => "The configuration names masters that nobody monitors.";

    protected override void Spoil(FleetBuilder fleet) => fleet.Wanted.AddRange(["my*", "orders"]);
}
