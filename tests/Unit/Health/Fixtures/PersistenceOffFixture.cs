using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class PersistenceOffFixture : RuleFixture<PersistenceOff>
{
    public override string Story => "The master saves nothing.";

    protected override void Spoil(FleetBuilder fleet) => fleet.Node("10.0.0.1").Settings["save"] = "";
}
