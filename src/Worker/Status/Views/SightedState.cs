namespace SentinelEvents.Worker.Status.Views;

/// <summary>How a sentinel sees an instance. A closed set.</summary>
public enum SightedState
{
    /// <summary>It had an answer from it.</summary>
    Up,

    /// <summary>It holds it for down (S_DOWN).</summary>
    Down,

    /// <summary>Neither: it only just learned of it.</summary>
    Unproven,
}
