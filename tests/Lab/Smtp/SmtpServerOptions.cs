namespace SentinelEvents.Lab;

/// <summary>What the SMTP server asks of its clients.</summary>
public sealed record SmtpServerOptions
{
    public SmtpSecurity Security { get; init; } = SmtpSecurity.None;

    /// <summary>Null: no AUTH.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>The name in its certificate; null: those of loopback.</summary>
    public string? CertificateName { get; init; }

    public override string ToString() => $"SmtpServerOptions {{ Security = {Security}, User = {User} }}";
}
