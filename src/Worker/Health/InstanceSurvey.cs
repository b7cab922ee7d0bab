using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Health;

/// <summary>A replica or sentinel as all sentinels that name it see it.</summary>
/// <param name="Address">Where, as the first of them says.</param>
/// <param name="Views">At least one.</param>
public sealed record InstanceSurvey(HostAddress Address, IReadOnlyList<InstanceSight> Views)
{
    /// <summary>Whether any sentinel holds it for down.</summary>
    public bool IsDownForSome => Views.Any(view => view.Fields.IsSubjectivelyDown);
}
