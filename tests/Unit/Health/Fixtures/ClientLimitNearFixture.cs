using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class ClientLimitNearFixture : RuleFixture<ClientLimitNear>
{
    public override string Story => "The master has 9120 clients of 10000, a replica may have 500.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.Node("10.0.0.1").Info["connected_clients"] = "9120";
        fleet.Node("10.0.0.2").Settings["maxclients"] = "500";
    }
}
