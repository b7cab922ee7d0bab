using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class QuorumCheckFailsFixture : RuleFixture<QuorumCheckFails>
{
    public override string Story => "Two of three sentinels are in TILT mode, which SENTINEL CKQUORUM does not know of; and the third knows five, of whom three died.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.Sentinels[1].Info["sentinel_tilt"] = "1";
        fleet.Sentinels[2].Info["sentinel_tilt"] = "1";
        fleet.View(2).QuorumCheck = new QuorumCheck(2, false, "NOQUORUM 2 usable Sentinels. Not enough available Sentinels to reach the majority and authorize a failover");
    }
}
