using System.Globalization;
using MailKit.Security;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>Mails each event, or files it as a mail.</summary>
internal sealed class EmailDestination(string name, EmailOptions options, EmailTemplates templates, TimeProvider time) : IDestination
{
    /// <summary>Bounds a whole attempt, from the connection to the last reply.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _server = string.Create(CultureInfo.InvariantCulture, $"{options.Smtp.Host}:{options.Smtp.Port}");

    public static DestinationKind Kind { get; } = new(
        "Email",
        typeof(EmailOptions),
        EmailValidator.Validate,
        (services, name, options) => new EmailDestination(
            name, (EmailOptions)options, services.GetRequiredService<EmailTemplates>(), services.GetRequiredService<TimeProvider>()))
    {
        ForPeople = _ => true,
    };

    public string Name => name;

    public async Task<DeliveryOutcome> DeliverAsync(Notification notification, CancellationToken cancellation)
    {
        var sentinelEvent = notification.Latest;
        using var message = EmailMessage.Make(sentinelEvent, name, options, templates.Render(sentinelEvent));
        return options.PickupDirectory is { } directory
            ? await PickupDirectory.WriteAsync(directory, name, sentinelEvent, message, cancellation)
            : await ConverseAsync(client => client.SendAsync(message, cancellation), cancellation);
    }

    public Task<DeliveryOutcome> LookAsync(CancellationToken cancellation) => options.PickupDirectory is { } directory
        ? Task.FromResult(PickupDirectory.Look(directory))
        : ConverseAsync(client => client.NoOpAsync(cancellation), cancellation);

    private async Task<DeliveryOutcome> ConverseAsync(Func<TolerantSmtpClient, Task> converse, CancellationToken cancellation)
    {
        string password;
        try
        {
            // Read for each attempt, so that a password is changed by writing the file.
            password = options.Smtp.PasswordFile is { } file ? (await File.ReadAllTextAsync(file, cancellation)).Trim() : options.Smtp.Password ?? "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new DeliveryOutcome.Retry(DeliveryReason.NotRendered, $"Smtp:PasswordFile cannot be read ({exception.GetType().Name}).");
        }

        using var timeout = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        using var client = new TolerantSmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        try
        {
            await ConnectAsync(client, password, either.Token);
            await converse(client).WaitAsync(either.Token);
            await QuitAsync(client, either.Token);
            return new DeliveryOutcome.Delivered(Note(client));
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            return new DeliveryOutcome.Retry(DeliveryReason.TimedOut, $"{_server} did not take the mail within {Patience.TotalSeconds:0} s.");
        }
        catch (Exception exception) when (SmtpFailure.Explain(exception, _server) is { } outcome)
        {
            return outcome;
        }
    }

    private async Task ConnectAsync(TolerantSmtpClient client, string password, CancellationToken cancellation)
    {
        var smtp = options.Smtp;
        await client.ConnectAsync(smtp.Host, smtp.Port, Protection(smtp), cancellation);
        if (smtp.User is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, password, cancellation);
        }
    }

    private static async Task QuitAsync(TolerantSmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception)
        {
            // The server has the mail already; a bad farewell must not send it again.
        }
    }

    private static string? Note(TolerantSmtpClient client) => client.Refused.Count == 0
        ? null
        : "Not sent to " + string.Join("; ", client.Refused.Select(refusal =>
            $"{refusal.Recipient.Address}: {SmtpFailure.Reply(refusal.Response.StatusCode, refusal.Response.Response)}"));

    private static SecureSocketOptions Protection(SmtpOptions smtp) => smtp.Security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ when smtp.Port == 465 => SecureSocketOptions.SslOnConnect,

        // A password goes to another host under TLS or not at all: whoever is between could take the offer of STARTTLS away.
        _ when smtp.User is { Length: > 0 } && !Loopback.Is(smtp.Host) => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.StartTlsWhenAvailable,
    };
}
