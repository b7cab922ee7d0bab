using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class QuorumCheckFailsFixture : RuleFixture<QuorumCheckFails>
{
    public override string Story => "Quorum 1, and two of three sentinels died; the survivor calls the master down all by itself, and gets no majority.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.EveryView(view => view.Fields["quorum"] = "1");
        fleet.KillSentinel(1, TimeSpan.FromMinutes(2));
        fleet.KillSentinel(2, TimeSpan.FromMinutes(2));
    }
}
