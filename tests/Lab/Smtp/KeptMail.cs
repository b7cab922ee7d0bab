using MimeKit;

namespace SentinelEvents.Lab;

/// <summary>A message as the SMTP server accepted it.</summary>
/// <param name="From">Envelope sender.</param>
/// <param name="Recipients">Envelope recipients.</param>
/// <param name="Encrypted">Whether it came over TLS.</param>
/// <param name="User">Who logged in; null without AUTH.</param>
/// <param name="Raw">The message, byte for byte.</param>
public sealed record KeptMail(string From, IReadOnlyList<string> Recipients, bool Encrypted, string? User, ReadOnlyMemory<byte> Raw)
{
    /// <summary>When it was kept.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The other end of its connection: the same for mails of one conversation.</summary>
    public string Client { get; init; } = "";

    public MimeMessage Parse()
    {
        using var stream = new MemoryStream(Raw.ToArray());
        return MimeMessage.Load(stream);
    }
}
