namespace SentinelEvents.Worker.Status.Views;

/// <summary>Whether a sentinel's word on a master counts for agreement, or why it does not. A closed set.</summary>
public enum Eligibility
{
    /// <summary>It counts.</summary>
    Votes,

    /// <summary>It is in TILT: it may say who is master, and not whether that is down.</summary>
    InTilt,

    /// <summary>It was just started, reset or told to monitor: it may say who is master, and not whether that is down.</summary>
    Settling,

    /// <summary>It announced a switch without visible effect: its answer contradicts its own words.</summary>
    AnnouncedWithoutEffect,

    /// <summary>It is to be read again first: another worker decided meanwhile, or this one was paused.</summary>
    InDoubt,

    /// <summary>Its last answer is too old.</summary>
    Stale,

    /// <summary>It has not been read yet.</summary>
    Unread,

    /// <summary>There is no connection to it.</summary>
    Unseen,
}
