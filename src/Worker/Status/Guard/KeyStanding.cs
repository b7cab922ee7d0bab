namespace SentinelEvents.Worker.Status.Guard;

/// <summary>What a request's key is worth.</summary>
internal enum KeyStanding
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is another one.</summary>
    Wrong,

    /// <summary>Not looked at: too many were wrong before it.</summary>
    Unheard,

    /// <summary>A program presents the right one.</summary>
    Right,

    /// <summary>The right one, but a browser may have sent it by itself.</summary>
    RightByBrowser,
}
