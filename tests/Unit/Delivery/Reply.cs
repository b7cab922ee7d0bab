namespace SentinelEvents.Unit.Delivery;

/// <summary>How the other side of a destination behaves.</summary>
public enum Reply
{
    Accepts,
    FailsForNow,
    Refuses,
    RefusesCredentials,
    Silent,
    NotThere,
}
