using SentinelEvents.Worker.Events.Inspection;
using SentinelEvents.Worker.Health.Rules;

namespace SentinelEvents.Unit.Health.Fixtures;

internal sealed class SentinelUnreadableFixture : RuleFixture<SentinelUnreadable>
{
    public override string Story => "One sentinel asks for a password, and one has just died.";

    protected override void Spoil(FleetBuilder fleet)
    {
        fleet.Sentinels[0].Problem = new InspectionProblem(InspectionProblemKind.Refused, "the sentinel asks for a password", "configure Password or PasswordFile (and User) of this cluster");
        fleet.KillSentinel(2, TimeSpan.FromSeconds(40));
    }
}
