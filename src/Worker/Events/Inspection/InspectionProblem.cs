namespace SentinelEvents.Worker.Events.Inspection;

/// <summary>Why an instance could not be read. Never holds a secret.</summary>
/// <param name="Kind">What sort of problem.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Cure">What helps.</param>
public sealed record InspectionProblem(InspectionProblemKind Kind, string Text, string Cure);
