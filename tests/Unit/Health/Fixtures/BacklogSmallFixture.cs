using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class BacklogSmallFixture : RuleFixture<BacklogSmall>
{
    public override string Story => "12 GB of data, and the backlog of 1 MB as shipped.";

    protected override void Spoil(FleetBuilder fleet) =>
        (fleet.Node("10.0.0.1").Info["used_memory"], fleet.Node("10.0.0.1").Settings["repl-backlog-size"]) = ("12884901888", "1048576");
}
