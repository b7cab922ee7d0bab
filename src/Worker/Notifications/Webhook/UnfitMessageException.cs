namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>A format cannot say this notification as it is configured.</summary>
internal sealed class UnfitMessageException : Exception
{
    public UnfitMessageException()
    {
    }

    /// <param name="message">For the operator; holds no secret.</param>
    public UnfitMessageException(string message)
        : base(message)
    {
    }

    public UnfitMessageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
