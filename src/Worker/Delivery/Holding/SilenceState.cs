namespace SentinelEvents.Worker.Delivery.Holding;

/// <summary>How a silence stands at an instant.</summary>
public enum SilenceState
{
    /// <summary>It will begin, or begin again.</summary>
    Waiting,

    /// <summary>It spares people now.</summary>
    Active,

    /// <summary>It is past, or was ended.</summary>
    Over,
}
