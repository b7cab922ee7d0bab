using SentinelEvents.Contracts;
using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class DuplicateSentinelFixture : RuleFixture<DuplicateSentinel>
{
    public override string Story => "A sentinel lost its configuration file and came back with a new id, and another is at two addresses.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.EveryView(view => view.Sentinels!.Add(FleetBuilder.PeerFields(new HostAddress("10.0.0.13", 26379), FleetBuilder.IdOf(25))));
        fleet.View(0).Sentinels![0]["ip"] = "172.17.0.4";
    }
}
