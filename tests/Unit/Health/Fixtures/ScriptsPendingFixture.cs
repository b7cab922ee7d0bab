using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class ScriptsPendingFixture : RuleFixture<ScriptsPending>
{
    public override string Story => "A notification script hangs in the middle of a storm.";

    protected override void Spoil(FleetBuilder fleet) =>
        (fleet.Sentinels[0].Info["sentinel_scripts_queue_length"], fleet.Sentinels[0].Info["sentinel_running_scripts"]) = ("112", "16");
}
