using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class SentinelPermissionMissingFixture : RuleFixture<SentinelPermissionMissing>
{
    public override string Story => "The user of this service lacks two commands at one sentinel.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.Sentinels[0].Missing.Add(new MissingPermission("SENTINEL CKQUORUM", "+sentinel|ckquorum", "sentinel-events"));
        fleet.Sentinels[0].Missing.Add(new MissingPermission("INFO", "+info", "sentinel-events"));
    }
}
