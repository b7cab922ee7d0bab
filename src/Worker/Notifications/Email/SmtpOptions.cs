using System.ComponentModel.DataAnnotations;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>The SMTP server that takes the mails.</summary>
public sealed record SmtpOptions
{
    public string Host { get; init; } = "127.0.0.1";

    [Range(1, 65535)]
    public int Port { get; init; } = 25;

    public SmtpSecurity Security { get; init; } = SmtpSecurity.Auto;

    /// <summary>Certificates in PEM: where set, the server's must be signed by one of them, and no other is trusted.</summary>
    public string? CaFile { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public string? PasswordFile { get; init; }

    /// <summary>Without secrets.</summary>
    public override string ToString() => $"{nameof(SmtpOptions)} {{ Host = {Host}, Port = {Port}, Security = {Security}, User = {User} }}";
}
