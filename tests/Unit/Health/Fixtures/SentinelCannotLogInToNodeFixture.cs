using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class SentinelCannotLogInToNodeFixture : RuleFixture<SentinelCannotLogInToNode>
{
    public override string Story => "The data nodes got a password that the sentinels were not told.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.EveryView(view =>
        {
            FleetBuilder.LockOut(view.Fields, "master", TimeSpan.FromMinutes(3));
            view.Replicas!.Clear();
        });
    }
}
