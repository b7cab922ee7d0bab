using SentinelEvents.Contracts;
using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class StaleSentinelFixture : RuleFixture<StaleSentinel>
{
    public override string Story => "A fourth sentinel was taken away three days ago.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.WithSentinel(new HostAddress("10.0.0.14", 26379));
        fleet.KillSentinel(3, TimeSpan.FromDays(3));
    }
}
