using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class NodePermissionMissingFixture : RuleFixture<NodePermissionMissing>
{
    public override string Story => "The user of this service may not read settings and clients.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.Node("10.0.0.1").Missing.Add(new MissingPermission("CONFIG GET", "+config|get", "sentinel-events"));
        fleet.Node("10.0.0.1").Missing.Add(new MissingPermission("CLIENT LIST", "+client|list", "sentinel-events"));
    }
}
