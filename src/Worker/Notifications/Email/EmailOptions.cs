namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>Mail over SMTP, or into a directory (<c>Kind: Email</c>).</summary>
public sealed record EmailOptions : ReaderOptions
{
    public required string From { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    public SmtpOptions Smtp { get; init; } = new();

    /// <summary>Where set, mails are written here as <c>.eml</c> files and no SMTP server is asked.</summary>
    public string? PickupDirectory { get; init; }
}
