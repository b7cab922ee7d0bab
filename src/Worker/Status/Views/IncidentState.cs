namespace SentinelEvents.Worker.Status.Views;

/// <summary>Whether an incident goes on. A closed set.</summary>
public enum IncidentState
{
    /// <summary>What it is about still holds.</summary>
    Open,

    /// <summary>It is over, or was an event of a moment.</summary>
    Closed,
}
