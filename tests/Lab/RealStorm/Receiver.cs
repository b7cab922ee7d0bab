namespace SentinelEvents.Lab;

/// <summary>How the receiver answers that stands beside the good one, and to which the scripts post too.</summary>
internal enum Receiver
{
    /// <summary>At once.</summary>
    Good,

    /// <summary>After a second.</summary>
    Slow,

    /// <summary>Never.</summary>
    Hanging,
}
