namespace SentinelEvents.Worker.Status.Views;

/// <summary>One thing that holds of a master.</summary>
/// <param name="Standing">What.</param>
/// <param name="Why">In a few words.</param>
/// <param name="Since">Since when; null where it is not known.</param>
/// <param name="IncidentId">The incident that the journal has of it; null where there is none.</param>
internal sealed record Condition(MasterStanding Standing, string Why, DateTimeOffset? Since, Guid? IncidentId);
