using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class ConfigurationNotRewritableFixture : RuleFixture<ConfigurationNotRewritable>
{
    public override string Story => "A replica was started by hand, from the command line.";

    protected override void Spoil(FleetBuilder fleet) => fleet.Node("10.0.0.3").Info["config_file"] = "";
}
