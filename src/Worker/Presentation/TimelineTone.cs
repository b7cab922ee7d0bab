namespace SentinelEvents.Worker.Presentation;

/// <summary>How a span of time is to be seen.</summary>
internal enum TimelineTone
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>On the way.</summary>
    Working,

    /// <summary>Not as it should be.</summary>
    Bad,

    /// <summary>Of no weight.</summary>
    Quiet,
}
