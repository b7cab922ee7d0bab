using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class ReplicaWritableFixture : RuleFixture<ReplicaWritable>
{
    public override string Story => "A replica was opened for a test, and stayed open.";

    protected override void Spoil(FleetBuilder fleet) =>
        (fleet.Node("10.0.0.3").Settings["replica-read-only"], fleet.Node("10.0.0.3").Info["slave_read_only"]) = ("no", "0");
}
