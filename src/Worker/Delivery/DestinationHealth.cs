namespace SentinelEvents.Worker.Delivery;

/// <summary>What the last attempt says of a destination.</summary>
public enum DestinationHealth
{
    /// <summary>Nothing was sent yet.</summary>
    Untried,

    /// <summary>The last attempt went through, or the other side refused that one message.</summary>
    Working,

    /// <summary>The last attempt is to be repeated.</summary>
    Failing,

    /// <summary>The other side said that it is gone for good: it is not called again before this service starts anew.</summary>
    Disabled,
}
