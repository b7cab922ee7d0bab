using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class SentinelsCannotLogInToEachOtherFixture : RuleFixture<SentinelsCannotLogInToEachOther>
{
    public override string Story => "Two of three sentinels got a password that the others were not told.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.EveryPeer(1, peer => FleetBuilder.LockOut(peer, "sentinel", TimeSpan.FromMinutes(12)));
        fleet.EveryPeer(2, peer => FleetBuilder.LockOut(peer, "sentinel", TimeSpan.FromMinutes(12)));
    }
}
