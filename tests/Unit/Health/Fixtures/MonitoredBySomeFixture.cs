using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class MonitoredBySomeFixture : RuleFixture<MonitoredBySome>
{
    public override string Story => "SENTINEL REMOVE was sent to one of three sentinels, and another knows fewer sentinels than it should.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.Sentinels[2].Masters.Clear();
        fleet.View(1).Sentinels!.RemoveAt(1);
    }
}
