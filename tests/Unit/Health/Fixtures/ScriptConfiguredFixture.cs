using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class ScriptConfiguredFixture : RuleFixture<ScriptConfigured>
{
    public override string Story => "Every sentinel sends mails, and one of them moves a virtual address.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.EveryView(view => view.Fields["notification-script"] = "/usr/local/bin/mail-admins");
        fleet.View(0).Fields["client-reconfig-script"] = "/usr/local/bin/move-vip";
    }
}
