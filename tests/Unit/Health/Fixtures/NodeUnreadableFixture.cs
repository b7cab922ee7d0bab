using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class NodeUnreadableFixture : RuleFixture<NodeUnreadable>
{
    public override string Story => "A data node asks for a password that this service was not given.";

    protected override void Spoil(FleetBuilder fleet) =>
        fleet.Node("10.0.0.2").Problem = new InspectionProblem(InspectionProblemKind.Refused, "the data node asks for a password", "configure DataNodes:Password or DataNodes:PasswordFile (and DataNodes:User) of this cluster");
}
