using MailKit.Security;
using MimeKit;
using SentinelEvents.Fuzz.Inputs;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Email;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>All that a mail server says in one conversation.</summary>
internal sealed class SmtpTarget : TextTarget
{
    private const string Server = "smtp.example.org:25";

    public override string Name => "smtp-replies";

    public override string Reads => "what a mail server says, whenever it likes";

    public override IReadOnlyList<Type> Parsers => [typeof(SmtpFailure), typeof(TolerantSmtpClient)];

    public override int Weight => 4;

    public override TimeSpan Patience => TimeSpan.FromMilliseconds(250);

    public override long Room(int length) => (2 * 1024 * 1024) + (4096L * length);

    protected override IReadOnlyList<string> Samples { get; } =
    [
        "220 ready\r\n250-smtp.example.org\r\n250-SIZE 1000000\r\n250-8BITMIME\r\n250 PIPELINING\r\n250 sender\r\n250 recipient\r\n250 recipient\r\n354 go on\r\n250 queued as 1\r\n221 bye\r\n",
        "220 ready\r\n250 smtp.example.org\r\n250 sender\r\n550-5.1.1 no\r\n550 \u001b[2J such user\r\n554 no valid recipients\r\n221 bye\r\n",
        "421 4.7.0 too many connections\r\n", "554 go away\r\n", "220 ready\r\n502 no EHLO\r\n250 HELO\r\n451 later\r\n", "220-a\r\n220-b\r\n220 c\r\n250-AUTH PLAIN LOGIN\r\n250-SMTPUTF8\r\n250-STARTTLS\r\n250 X\r\n530 first STARTTLS\r\n", "HTTP/1.1 400 Bad Request\r\n\r\n",
        "220 ready\r\n250 x\r\n250 sender\r\n250 recipient\r\n250 recipient\r\n354 go on\r\n552 too large\r\n250 reset\r\n221 bye\r\n",
    ];

    protected override IReadOnlyList<string> Words { get; } = ["\r\n", "250 ", "250-", "354 ", "421 ", "550 ", "999 ", "000 ", "\r", "\n", "250", "-1 ", "2147483648 "];

    public override string Try(byte[] input)
    {
        using var client = new TolerantSmtpClient { Timeout = 1000 };
        using var mail = new MimeMessage { Subject = "mymaster is down", Body = new TextPart("plain") { Text = "It is." } };
        mail.From.Add(new MailboxAddress("", "a@example.org"));
        mail.To.Add(new MailboxAddress("", "b@example.org"));
        mail.To.Add(new MailboxAddress("", "c@example.org"));
        try
        {
            client.Connect(new ScriptedStream(input), "smtp.example.org", 25, SecureSocketOptions.None);
            client.SendMailAsync(mail, CancellationToken.None).GetAwaiter().GetResult();
            foreach (var (_, response) in client.Refused)
            {
                Promise.HidesNothing(SmtpFailure.Reply(response.StatusCode, response.Response), "a refusal");
            }

            return Accepted;
        }
        catch (Exception failure)
        {
            switch (SmtpFailure.Explain(failure, Server))
            {
                case DeliveryOutcome.Retry retry:
                    Promise.IsVisible(retry.Detail, "what a failure means");
                    return $"retry {retry.Reason}";
                case DeliveryOutcome.Rejected rejected:
                    Promise.IsVisible(rejected.Detail, "what a failure means");
                    return "rejected";
                default:
                    throw;
            }
        }
    }

    protected override string Try(string text) => throw new NotSupportedException();
}
