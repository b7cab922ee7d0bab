using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class QuorumAboveReachableFixture : RuleFixture<QuorumAboveReachable>
{
    public override string Story => "The quorum is 3, and one of three sentinels died two minutes ago.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.EveryView(view => view.Fields["quorum"] = "3");
        fleet.KillSentinel(2, TimeSpan.FromMinutes(2));
    }
}
