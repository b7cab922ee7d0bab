namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>Mail over SMTP, or into a directory (<c>Kind: Email</c>).</summary>
public sealed record EmailOptions : ReaderOptions
{
    /// <summary>The sender's address.</summary>
    public required string From { get; init; }

    /// <summary>The recipients' addresses.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>The server that takes the mails.</summary>
    public SmtpOptions Smtp { get; init; } = new();

    /// <summary>Where set, mails are written here as <c>.eml</c> files and no SMTP server is asked.</summary>
    public string? PickupDirectory { get; init; }
}
