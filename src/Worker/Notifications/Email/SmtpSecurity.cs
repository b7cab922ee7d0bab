namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>How the connection to the SMTP server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>TLS from the start on port 465, STARTTLS elsewhere where the server offers it; with a user and another host than this, STARTTLS or no delivery.</summary>
    Auto,

    /// <summary>None.</summary>
    None,

    /// <summary>STARTTLS, or no delivery.</summary>
    StartTls,

    /// <summary>TLS from the start.</summary>
    Tls,
}
