using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class TooManyMastersFixture : RuleFixture<TooManyMasters>
{
    public override string Story => "Three sentinels monitor 340 masters, of which one is followed.";

    protected override void Spoil(FleetBuilder fleet) =>
        fleet.EverySentinel(sentinel => sentinel.OtherMasters.AddRange(Enumerable.Range(1, 339).Select(number => $"shard-{number}")));
}
