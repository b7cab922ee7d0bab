using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class DuplicateRunIdFixture : RuleFixture<DuplicateRunId>
{
    public override string Story => "A replica with two network cards is known by both addresses.";

    protected override void Spoil(FleetBuilder fleet) =>
        fleet.EveryView(view => view.Replicas!.Add(new(view.Replicas[1]) { ["ip"] = "192.168.7.3", ["name"] = "192.168.7.3:6379" }));
}
