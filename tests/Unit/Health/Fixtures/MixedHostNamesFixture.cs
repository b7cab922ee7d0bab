using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class MixedHostNamesFixture : RuleFixture<MixedHostNames>
{
    public override string Story => "One replica announces its name, and one sentinel holds a master whose name does not resolve.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.EveryReplica("10.0.0.3", replica => replica["ip"] = "redis-3.example.org");
        fleet.View(2).Sentinels![0]["ip"] = "";
    }
}
