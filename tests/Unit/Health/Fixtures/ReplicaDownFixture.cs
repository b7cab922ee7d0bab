using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class ReplicaDownFixture : RuleFixture<ReplicaDown>
{
    public override string Story => "A replica died five minutes ago, another cannot be reached by one of three sentinels.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.KillNode("10.0.0.3", TimeSpan.FromMinutes(5));
        FleetBuilder.SetDown(fleet.View(1).Replicas![0], "slave", TimeSpan.FromSeconds(50));
    }
}
