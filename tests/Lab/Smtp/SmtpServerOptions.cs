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

    /// <summary>What it shows where it speaks TLS; null: one of an authority of its own, for <see cref="CertificateName"/>.</summary>
    public LabCertificates? Certificates { get; init; }

    /// <summary>Whether clients have to show a certificate of the same authority.</summary>
    public bool AsksForCertificate { get; init; }

    public override string ToString() => $"SmtpServerOptions {{ Security = {Security}, User = {User} }}";
}
