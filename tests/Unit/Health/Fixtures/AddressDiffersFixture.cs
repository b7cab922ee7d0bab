using SentinelEvents.Contracts;
using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class AddressDiffersFixture : RuleFixture<AddressDiffers>
{
    public override string Story => "One sentinel has the old master, at an older epoch.";

    protected override void Spoil(FleetBuilder fleet)
    {
        var view = fleet.View(2);
        view.Address = new HostAddress("10.0.0.2", 6379);
        (view.Fields["ip"], view.Fields["config-epoch"]) = ("10.0.0.2", "6");
    }
}
