namespace SentinelEvents.Lab;

/// <summary>The command that a programmed reply answers.</summary>
public enum SmtpStage
{
    /// <summary>MAIL FROM.</summary>
    Mail,

    /// <summary>RCPT TO.</summary>
    Rcpt,

    /// <summary>The message itself.</summary>
    Data,
}
