using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class NodeAuthenticationDiffersFixture : RuleFixture<NodeAuthenticationDiffers>
{
    public override string Story => "The master has no password and does not know that of its replicas.";

    protected override void Spoil(FleetBuilder fleet) =>
        (fleet.Node("10.0.0.1").Settings["requirepass"], fleet.Node("10.0.0.1").Settings["masterauth"]) = ("", "");
}
