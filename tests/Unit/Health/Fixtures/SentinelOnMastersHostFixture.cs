using SentinelEvents.Contracts;
using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class SentinelOnMastersHostFixture : RuleFixture<SentinelOnMastersHost>
{
    public override string Story => "Two of three sentinels run on the master's host.";

    protected override void Spoil(FleetBuilder fleet)
    {
        foreach (var (sentinel, port) in new[] { (0, 26379), (1, 26380) })
        {
            fleet.Sentinels[sentinel].Address = new HostAddress("10.0.0.1", port);
            fleet.EveryPeer(sentinel, peer => (peer["ip"], peer["port"]) = ("10.0.0.1", FleetBuilder.Text(port)));
        }
    }
}
