using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class UnreachableAnnouncedFixture : RuleFixture<UnreachableAnnounced>
{
    public override string Story => "Docker announces addresses of its own network: a sentinel and a replica that this service cannot reach.";

    protected override void Spoil(FleetBuilder fleet)
    {
        var unreachable = new InspectionProblem(InspectionProblemKind.Unreachable, "no connection within 2 s", "check that it runs, its address and port, and any firewall between");
        (fleet.Sentinels[2].Problem, fleet.Sentinels[2].Configured) = (unreachable, false);
        fleet.Node("10.0.0.3").Problem = unreachable;
        fleet.EveryPeer(1, peer => peer["port"] = "0");
    }
}
