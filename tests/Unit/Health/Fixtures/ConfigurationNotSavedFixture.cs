using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class ConfigurationNotSavedFixture : RuleFixture<ConfigurationNotSaved>
{
    public override string Story => "A sentinel with a configuration that it cannot write was restarted, and has another id than before.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.Sentinels[2].Id = FleetBuilder.IdOf(25);
        fleet.Sentinels[2].Info["uptime_in_seconds"] = "140";
    }
}
