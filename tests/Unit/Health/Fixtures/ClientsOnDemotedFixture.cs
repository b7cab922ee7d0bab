using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class ClientsOnDemotedFixture : RuleFixture<ClientsOnDemoted>
{
    public override string Story => "A worker has the address of a former master in its configuration; a reader of replicas is none of that.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.Node("10.0.0.3").Clients =
        [
            new ConnectedClient(new HostAddress("10.0.5.20", 41822), "orders-worker", "jedis 5.1.0", TimeSpan.FromDays(3), TimeSpan.FromSeconds(1), "set", false),
            new ConnectedClient(new HostAddress("10.0.5.30", 50114), "reports", "", TimeSpan.FromHours(5), TimeSpan.FromSeconds(20), "get", false),
        ];
    }
}
