using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class OverlappingMastersFixture : RuleFixture<OverlappingMasters>
{
    public override string Story => "One master has two names, and a replica moved from one master to another.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.WithMaster("cache", [new("10.0.0.1", 6379), new("10.0.0.2", 6379), new("10.0.0.3", 6379)]);
        fleet.WithMaster("orders", [new("10.0.1.1", 6379), new("10.0.0.3", 6379)]);
    }
}
