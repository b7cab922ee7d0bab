namespace SentinelEvents.Worker.Agreement;

/// <summary>A down state that was announced, or that is older than this service.</summary>
/// <param name="Since">First report.</param>
/// <param name="IncidentId">Its incident.</param>
/// <param name="Announced">False when it began before the service first looked: then its end is not announced either.</param>
public sealed record OpenDown(DateTimeOffset Since, Guid IncidentId, bool Announced)
{
    /// <summary>The content key that its events' keys begin with.</summary>
    public required string Key { get; init; }

    /// <summary>Since when nobody holds it for down; null while somebody does.</summary>
    public DateTimeOffset? UpSince { get; init; }
}
