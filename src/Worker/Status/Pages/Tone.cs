namespace SentinelEvents.Worker.Status.Pages;

/// <summary>How something is to be seen; the style sheet has a colour for each.</summary>
public enum Tone
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>To be looked at.</summary>
    Warn,

    /// <summary>To be acted on.</summary>
    Bad,

    /// <summary>Under way.</summary>
    Busy,

    /// <summary>Of no weight, or not known.</summary>
    Quiet,
}
