using System.ComponentModel.DataAnnotations;
using SentinelEvents.Worker.Trust;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>The SMTP server that takes the mails.</summary>
public sealed record SmtpOptions
{
    /// <summary>Its name or address.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Its port.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 25;

    /// <summary>How the connection is protected.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.Auto;

    /// <summary>Certificates in PEM: where set, the server's must be signed by one of them, and no other is trusted.</summary>
    public string? CaFile { get; init; }

    /// <summary>PEM file with this service's own certificate, where the server asks for one.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>PEM file with the key of <see cref="CertificateFile"/>, without a password.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The name to expect in the server's certificate instead of <see cref="Host"/>.</summary>
    public string? ServerName { get; init; }

    /// <summary>The user to log in as; without one, nobody logs in.</summary>
    public string? User { get; init; }

    /// <summary>The password. A secret.</summary>
    public string? Password { get; init; }

    /// <summary>A file that holds the password.</summary>
    public string? PasswordFile { get; init; }

    internal CertificateOptions Trust => new() { CaFile = CaFile, CertificateFile = CertificateFile, KeyFile = KeyFile, ServerName = ServerName };

    /// <summary>Without secrets.</summary>
    public override string ToString() => $"{nameof(SmtpOptions)} {{ Host = {Host}, Port = {Port}, Security = {Security}, User = {User} }}";
}
