using SentinelEvents.Contracts;
using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class LoopbackAnnouncedFixture : RuleFixture<LoopbackAnnounced>
{
    public override string Story => "The sentinel on the master's machine was told of 127.0.0.1.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.EveryView(view =>
        {
            view.Address = new HostAddress("127.0.0.1", 6379);
            view.Fields["ip"] = "127.0.0.1";
        });
    }
}
