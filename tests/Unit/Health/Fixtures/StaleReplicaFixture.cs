using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class StaleReplicaFixture : RuleFixture<StaleReplica>
{
    public override string Story => "A replica was taken away two weeks ago, and somebody made a copy of the data by redis-cli --rdb.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.KillNode("10.0.0.3", TimeSpan.FromDays(14));
        fleet.EveryView(view =>
        {
            var copy = new Dictionary<string, string>(view.Replicas![0]) { ["name"] = "10.0.0.9:0", ["ip"] = "10.0.0.9", ["port"] = "0", ["runid"] = "" };
            FleetBuilder.SetDown(copy, "slave", TimeSpan.FromMinutes(2));
            view.Replicas!.Add(copy);
        });
    }
}
