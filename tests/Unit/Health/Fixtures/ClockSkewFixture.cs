using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class ClockSkewFixture : RuleFixture<ClockSkew>
{
    public override string Story => "A sentinel's clock is four minutes behind.";

    protected override void Spoil(FleetBuilder fleet) =>
        fleet.Sentinels[0].Info["server_time_usec"] = FleetBuilder.Text((fleet.At - TimeSpan.FromMinutes(4)).ToUnixTimeMilliseconds() * 1000);
}
