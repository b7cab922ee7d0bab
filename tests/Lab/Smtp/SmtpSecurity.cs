namespace SentinelEvents.Lab;

/// <summary>How the SMTP server protects its connections.</summary>
public enum SmtpSecurity
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>STARTTLS is required before MAIL and AUTH.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    ImplicitTls,
}
