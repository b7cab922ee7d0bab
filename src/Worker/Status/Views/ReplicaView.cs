using SentinelEvents.Contracts;

namespace SentinelEvents.Worker.Status.Views;

/// <summary>One replica.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Since">Since when it is held for down; null while it is not.</param>
/// <param name="IncidentId">The open incident of its being down; null where there is none.</param>
/// <param name="DownBy">The ids of the sentinels that hold it for down.</param>
/// <param name="ListedBy">The ids of the sentinels that list it.</param>
internal sealed record ReplicaView(
    HostAddress Address, ReplicaStanding Standing, DateTimeOffset? Since, Guid? IncidentId, IReadOnlyList<string> DownBy, IReadOnlyList<string> ListedBy);
