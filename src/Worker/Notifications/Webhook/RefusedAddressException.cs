namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>A host has no address that may be connected to.</summary>
internal sealed class RefusedAddressException : Exception
{
    public RefusedAddressException()
    {
    }

    /// <param name="message">Which addresses, and what allows them.</param>
    public RefusedAddressException(string message)
        : base(message)
    {
    }

    public RefusedAddressException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
