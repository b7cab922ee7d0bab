namespace SentinelEvents.Worker.Delivery;

/// <summary>How an attempt changes what is known of a destination.</summary>
internal enum HealthChange
{
    None,
    BeganToFail,
    WorksAgain,
    WasDisabled,
}
