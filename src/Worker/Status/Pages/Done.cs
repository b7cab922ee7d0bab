namespace SentinelEvents.Worker.Status.Pages;

/// <summary>What came of a form, carried to the page that follows by its name: no text of anybody's can be put there.</summary>
internal enum Done
{
    Redelivering,
    WaitsAlready,
    DestinationGone,
    NoSuchDelivery,
    Silenced,
    Ended,
    WasOver,
    Configured,
    NoSuchSilence,
}
