namespace SentinelEvents.Lab;

/// <summary>Whether a worker of the lab sends mails.</summary>
public enum MailUse
{
    /// <summary>No mails.</summary>
    None,

    /// <summary>As <c>.eml</c> files in a directory.</summary>
    Directory,
}
