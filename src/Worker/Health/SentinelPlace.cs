using SentinelEvents.Contracts;
using SentinelEvents.Worker.Events.Inspection;

namespace SentinelEvents.Worker.Health;

/// <summary>A sentinel of the deployment, whoever knows of it.</summary>
/// <param name="Id">Its id; its address where nobody tells an id.</param>
/// <param name="Address">As the others say; else where it was asked.</param>
/// <param name="Inspection">What it said itself, or why it said nothing; null where it was not asked under this id.</param>
/// <param name="Views">What the others say of it, of every master.</param>
public sealed record SentinelPlace(string Id, HostAddress Address, SentinelInspection? Inspection, IReadOnlyList<InstanceSight> Views)
{
    public bool IsRead => Inspection is { IsRead: true };

    /// <summary>Whether others know it, and all of them hold it for down.</summary>
    public bool IsDown { get; } = Views.Count > 0 && Views.All(view => view.Fields.IsSubjectivelyDown);

    /// <summary>For how long nobody has heard of it; null where somebody has just now, or nobody can tell.</summary>
    public TimeSpan? Unheard => Views.Count == 0 ? null : Views.Min(view => view.Fields.Milliseconds("last-hello-message") ?? view.Fields.Milliseconds("s-down-time"));
}
