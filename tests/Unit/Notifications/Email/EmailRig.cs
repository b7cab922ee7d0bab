using MimeKit;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Email;

namespace SentinelEvents.Unit.Notifications.Email;

/// <summary>A mail destination and an SMTP server on loopback.</summary>
internal sealed class EmailRig : DestinationRig
{
    private readonly EmailDestination _destination;

    public EmailRig(Func<string, string?> answer, bool there = true, SmtpSecurity security = SmtpSecurity.Auto, string? passwordFile = null, IIncidentView? incidents = null, bool pipelining = false)
    {
        Server = new ScriptedSmtpServer { LastPipelined = pipelining ? "night@example.org" : null, Answer = answer };
        Server.Start();
        var options = new EmailOptions
        {
            Kind = "Email",
            From = "SentinelEvents <sentinel@example.org>",
            To = ["ops@example.org", "Night shift <night@example.org>"],
            Smtp = new SmtpOptions { Host = "127.0.0.1", Port = Server.Port, User = "sentinel", Password = passwordFile is null ? "s3cretpw" : null, PasswordFile = passwordFile, Security = security },
        };
        _destination = new EmailDestination("mail", options, new EmailTemplates(), Time, incidents);
        if (!there)
        {
            Server.StopListening();
        }
    }

    public ScriptedSmtpServer Server { get; }

    public override IDestination Destination => _destination;

    public override IReadOnlyList<string> Ids => [.. Server.Mails.Select(mail => Parse(mail).MessageId!)];

    public override int Reached => Server.Commands;

    public override IReadOnlyList<string> Secrets => ["s3cretpw", Convert.ToBase64String("\0sentinel\0s3cretpw"u8)];

    public static MimeMessage Parse(string mail)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail));
        return MimeMessage.Load(stream);
    }

    public override async ValueTask DisposeAsync()
    {
        _destination.Dispose();
        await Server.DisposeAsync();
    }
}
