using SentinelEvents.Contracts;
using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class SentinelsShareHostFixture : RuleFixture<SentinelsShareHost>
{
    public override string Story => "Two of three sentinels run on 10.0.0.11.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.Sentinels[1].Address = new HostAddress("10.0.0.11", 26380);
        fleet.EveryPeer(1, peer => (peer["ip"], peer["port"]) = ("10.0.0.11", "26380"));
    }
}
