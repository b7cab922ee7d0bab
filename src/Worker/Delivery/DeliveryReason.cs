namespace SentinelEvents.Worker.Delivery;

/// <summary>Why an attempt did not deliver. Short and closed: it becomes a metric label.</summary>
public enum DeliveryReason
{
    /// <summary>No connection.</summary>
    Unreachable,

    /// <summary>The answer did not come in time.</summary>
    TimedOut,

    /// <summary>The other side asked to slow down.</summary>
    Throttled,

    /// <summary>The other side failed on its own account.</summary>
    ServerError,

    /// <summary>The other side refuses this message.</summary>
    Refused,

    /// <summary>User or password are not accepted.</summary>
    Unauthorised,

    /// <summary>The other side's certificate is not accepted.</summary>
    Untrusted,

    /// <summary>The other side's address is one that is not connected to.</summary>
    AddressRefused,

    /// <summary>The other side is gone for good.</summary>
    Gone,

    /// <summary>The answer makes no sense.</summary>
    BadAnswer,

    /// <summary>The message could not be made (template, encoding, file system).</summary>
    NotRendered,

    /// <summary>Tried for as long as the schedule allows.</summary>
    GaveUp,
}
