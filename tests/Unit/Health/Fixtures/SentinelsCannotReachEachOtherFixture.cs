using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class SentinelsCannotReachEachOtherFixture : RuleFixture<SentinelsCannotReachEachOther>
{
    public override string Story => "A firewall lets nobody through to one sentinel but this service.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.EveryPeer(2, peer =>
        {
            FleetBuilder.SetDown(peer, "sentinel", TimeSpan.FromMinutes(7));
            peer["last-hello-message"] = "1755";
        });
    }
}
