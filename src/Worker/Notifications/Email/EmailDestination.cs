using System.Globalization;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Presentation;

namespace SentinelEvents.Worker.Notifications.Email;

/// <summary>Mails what it is told, or files it as a mail.</summary>
internal sealed partial class EmailDestination(
    string name, EmailOptions options, EmailTemplates templates, TimeProvider time, IIncidentView? incidents = null, ILogger<EmailDestination>? logger = null)
    : IDestination, IAsyncDisposable, IDisposable
{
    /// <summary>Bounds an attempt, from the connection to the last reply; and before it the wait for others that use the connection.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _server = string.Create(CultureInfo.InvariantCulture, $"{options.Smtp.Host}:{options.Smtp.Port}");
    private readonly Reading _reading = options.ToReading();
    private readonly SmtpConnection _connection = new(options.Smtp, time);

    public static DestinationKind Kind { get; } = new(
        "Email",
        typeof(EmailOptions),
        EmailValidator.Validate,
        (services, name, options) => new EmailDestination(
            name,
            (EmailOptions)options,
            new EmailTemplates(options.Templates),
            services.GetRequiredService<TimeProvider>(),
            services.GetService<IIncidentView>(),
            services.GetService<ILogger<EmailDestination>>()))
    {
        ForPeople = _ => true,
        Groups = _ => true,
        Texts = _ => EmailTemplates.Names,
        TryTemplates = options => ((EmailOptions)options).ToReading().Write<IReadOnlyList<(string, string)>>(() => [.. EmailTemplates.Try(options.Templates)]),
    };

    public string Name => name;

    public async Task<DeliveryOutcome> DeliverAsync(Notification notification, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var known = await RecallAsync(notification, cancellation);
        using var message = EmailMessage.Make(notification, name, options, Write(notification, known, now), now);
        return options.PickupDirectory is { } directory
            ? await PickupDirectory.WriteAsync(directory, name, notification, message, cancellation)
            : await ConverseAsync((client, token) => client.SendMailAsync(message, token), keep: true, cancellation);
    }

    public Task<DeliveryOutcome> LookAsync(CancellationToken cancellation) => options.PickupDirectory is { } directory
        ? Task.FromResult(PickupDirectory.Look(directory))
        : ConverseAsync((client, token) => client.NoOpAsync(token), keep: false, cancellation);

    public string Render(Notification notification, DateTimeOffset at)
    {
        var texts = Write(notification, KnownIncidents.None, at);
        return $"To: {string.Join(", ", options.To)}\nSubject: {texts.Subject}\n\n{texts.Text}";
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    public void Dispose() => _connection.Dispose();

    private MailTexts Write(Notification notification, KnownIncidents known, DateTimeOffset at) => _reading.Write(() => templates.Render(notification, known, at));

    /// <summary>What the mail says beyond its events. It must not fail for want of it.</summary>
    private async Task<KnownIncidents> RecallAsync(Notification notification, CancellationToken cancellation)
    {
        if (incidents is null || notification.Latest.Kind == EventKind.HealthReported)
        {
            return KnownIncidents.None;
        }

        var wanted = GroupDigest.Fits(notification.Events)
            ? GroupDigest.Of(notification.Events, KnownIncidents.None).Listed.Select(row => row.Latest.IncidentId)
            : [notification.Latest.IncidentId];
        var known = new Dictionary<Guid, IReadOnlyList<SentinelEvent>>();
        try
        {
            foreach (var incident in wanted.Append(notification.Thread).Distinct())
            {
                known[incident] = await incidents.ReadAsync(incident, cancellation);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            if (logger is not null)
            {
                LogNotRecalled(logger, name, notification.Latest.EventId, exception.Message);
            }
        }

        return new KnownIncidents(known);
    }

    private async Task<DeliveryOutcome> ConverseAsync(Func<TolerantSmtpClient, CancellationToken, Task> converse, bool keep, CancellationToken cancellation)
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
        try
        {
            return await _connection.UseAsync(password, () => timeout.CancelAfter(Patience), SayAsync, keep, either.Token);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (Exception) when (timeout.IsCancellationRequested)
        {
            return new DeliveryOutcome.Retry(DeliveryReason.TimedOut, $"{_server} did not take the mail within {Patience.TotalSeconds:0} s.");
        }
        catch (Exception) when (_connection.Untrusted is { } untrusted)
        {
            return new DeliveryOutcome.Retry(DeliveryReason.Untrusted, $"There is no TLS with the mail server: {untrusted.Text}; {untrusted.Cure}.");
        }
        catch (Exception exception) when (SmtpFailure.Explain(exception, _server) is { } outcome)
        {
            return outcome;
        }

        async Task<DeliveryOutcome> SayAsync(TolerantSmtpClient client)
        {
            await converse(client, either.Token);
            return new DeliveryOutcome.Delivered(Note(client));
        }
    }

    private static string? Note(TolerantSmtpClient client) => client.Refused.Count == 0
        ? null
        : "Not sent to " + string.Join("; ", client.Refused.Select(refusal =>
            $"{refusal.Recipient.Address}: {SmtpFailure.Reply(refusal.Response.StatusCode, refusal.Response.Response)}"));
}
