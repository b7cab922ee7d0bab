using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class ParallelSyncsDiffersFixture : RuleFixture<ParallelSyncsDiffers>
{
    public override string Story => "SENTINEL SET ... parallel-syncs 2 was sent to one of three sentinels.";

    protected override void Spoil(FleetBuilder fleet) => fleet.View(2).Fields["parallel-syncs"] = "2";
}
