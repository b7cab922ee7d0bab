using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>What an exception on the way to the mail server means.</summary>
internal static class SmtpFailure
{
    private const int LongestReply = 200;

    /// <returns>Null when the exception is not one that a working program meets.</returns>
    public static DeliveryOutcome? Explain(Exception exception, string server) => exception switch
    {
        SmtpCommandException { StatusCode: SmtpStatusCode.AuthenticationRequired } refused =>
            new DeliveryOutcome.Retry(DeliveryReason.Unauthorised, $"{server} asks for user and password: {Reply(refused)}"),
        SmtpCommandException { StatusCode: SmtpStatusCode.ServiceNotAvailable } refused =>
            new DeliveryOutcome.Retry(DeliveryReason.ServerError, $"{server} is not available now: {Reply(refused)}"),
        SmtpCommandException refused when (int)refused.StatusCode is >= 400 and < 500 =>
            new DeliveryOutcome.Retry(DeliveryReason.Throttled, $"{server} does not take the mail now: {Reply(refused)}"),
        SmtpCommandException refused => new DeliveryOutcome.Rejected(DeliveryReason.Refused, $"{server} refuses the mail: {Reply(refused)}"),

        // The text of these may repeat what was sent.
        MailKit.Security.AuthenticationException or SaslException => new DeliveryOutcome.Retry(DeliveryReason.Unauthorised, $"{server} does not accept user and password."),
        SslHandshakeException or System.Security.Authentication.AuthenticationException =>
            new DeliveryOutcome.Retry(DeliveryReason.Untrusted, $"No TLS connection to {server}: its certificate is not accepted, or Smtp:Security does not fit the port."),
        SmtpProtocolException or ServiceNotConnectedException => new DeliveryOutcome.Retry(DeliveryReason.BadAnswer, $"{server} broke the conversation off, or does not speak SMTP."),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
            new DeliveryOutcome.Retry(DeliveryReason.Unreachable, $"The host name of {server} does not resolve."),
        SocketException socket => new DeliveryOutcome.Retry(DeliveryReason.Unreachable, $"No connection to {server} ({socket.SocketErrorCode})."),
        TimeoutException => new DeliveryOutcome.Retry(DeliveryReason.TimedOut, $"{server} did not answer in time."),
        IOException => new DeliveryOutcome.Retry(DeliveryReason.Unreachable, $"The connection to {server} was lost."),
        NotSupportedException => new DeliveryOutcome.Retry(DeliveryReason.Untrusted, $"{server} does not offer what Smtp:Security, Smtp:User or an address asks for (STARTTLS, AUTH, SMTPUTF8)."),
        _ => null,
    };

    /// <summary>In one line, with nothing in it that moves a cursor: it goes into the log and the journal.</summary>
    public static string Reply(SmtpStatusCode code, string text) =>
        VisibleText.From(Encoding.UTF8.GetBytes($"{(int)code} {text.ReplaceLineEndings(" ")}"), LongestReply);

    private static string Reply(SmtpCommandException refused) => Reply(refused.StatusCode, refused.Message);
}
