namespace SentinelEvents.Worker.Journal;

/// <summary>What became of the wish to deliver a stored event again.</summary>
public enum RequeueResult
{
    /// <summary>It waits for delivery, as on its first day.</summary>
    Requeued,

    /// <summary>It is still to be delivered: nothing was changed.</summary>
    AlreadyPending,

    /// <summary>The journal holds no such event.</summary>
    UnknownEvent,

    /// <summary>The journal holds the event, but it was never routed to that destination.</summary>
    NotRouted,
}
