using System.Globalization;
using System.Text;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;
using SentinelEvents.Worker.Notifications.Templates;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>POSTs notifications in one of the <see cref="WebhookFormats"/>, signed where there are secrets.</summary>
internal sealed class WebhookDestination : IDestination
{
    /// <summary>The named client that <c>AddNotifications</c> sets up.</summary>
    public const string Client = "webhook";

    private readonly WebhookOptions _options;
    private readonly IHttpClientFactory _clients;
    private readonly TimeProvider _time;
    private readonly WebReceiver _receiver;
    private readonly WebhookPace _pace;
    private readonly Func<Notification, IReadOnlyList<WebhookMessage>> _write;
    private readonly IReadOnlyList<string> _standing;

    public WebhookDestination(string name, WebhookOptions options, IHttpClientFactory clients, TimeProvider time)
    {
        Name = name;
        _options = options;
        _clients = clients;
        _time = time;
        var format = WebhookFormats.Of(options.Format);
        _receiver = new WebReceiver(options.Url ?? format.DefaultUrl ?? throw new ArgumentException("There is no URL.", nameof(options)), options.AllowAddresses);
        _pace = new WebhookPace(format.Pace, time);
        var (prepared, reading) = (format.Prepare(options), options.ToReading());
        _write = notification => reading.Write(() => prepared(notification));
        _standing = Standing(options);
    }

    public static DestinationKind Kind { get; } = new(
        "Webhook",
        typeof(WebhookOptions),
        WebhookValidator.Validate,
        (services, name, options) => new WebhookDestination(
            name, (WebhookOptions)options, services.GetRequiredService<IHttpClientFactory>(), services.GetRequiredService<TimeProvider>()))
    {
        Groups = options => WebhookFormats.Of(((WebhookOptions)options).Format).Groups,
        Texts = options => WebhookFormats.Of(((WebhookOptions)options).Format).Texts,
        TryTemplates = options => ((WebhookOptions)options).ToReading().Write<IReadOnlyList<(string, string)>>(() => [.. OwnWords.Try(options.Templates)]),
        Rehearse = WebhookRehearsal.RunAsync,
        ForPeople = options => WebhookFormats.Of(((WebhookOptions)options).Format).ForPeople,
    };

    public string Name { get; }

    public async Task<DeliveryOutcome> DeliverAsync(Notification notification, CancellationToken cancellation)
    {
        try
        {
            foreach (var message in _write(notification))
            {
                if (await SendAsync(notification, message, cancellation) is var outcome and not DeliveryOutcome.Delivered)
                {
                    return outcome;
                }
            }

            return new DeliveryOutcome.Delivered();
        }
        catch (UnfitMessageException unfit)
        {
            return new DeliveryOutcome.Rejected(DeliveryReason.NotRendered, unfit.Message);
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            return new DeliveryOutcome.Retry(DeliveryReason.NotRendered, $"The signing secrets cannot be read ({exception.GetType().Name}); see Secrets and SecretsFile.");
        }
    }

    public Task<DeliveryOutcome> LookAsync(CancellationToken cancellation) => _receiver.LookAsync(cancellation);

    public string Render(Notification notification, DateTimeOffset at)
    {
        try
        {
            var text = string.Join("\n\n", _write(notification).Select(message =>
                $"POST {_receiver.Place}\n{string.Concat(message.Headers.Select(header => $"{header.Name}: {header.Value}\n"))}\n{message.Body}"));
            return _options.RoutingKey is { Length: > 0 } key ? text.Replace(key, "(the routing key)", StringComparison.Ordinal) : text;
        }
        catch (UnfitMessageException unfit)
        {
            return unfit.Message;
        }
    }

    private async Task<DeliveryOutcome> SendAsync(Notification notification, WebhookMessage message, CancellationToken cancellation)
    {
        if (await _pace.TurnAsync(cancellation) is { } turn)
        {
            return new DeliveryOutcome.Retry(DeliveryReason.Throttled, "Not sent: the receiver asked to wait.", turn);
        }

        var outcome = await _receiver.AskAsync(_clients, token => MakeRequestAsync(notification, message, token), _options.Timeout, _time, cancellation);
        if (outcome is DeliveryOutcome.Retry { Reason: DeliveryReason.Throttled } throttled)
        {
            _pace.Hold(throttled.NotBefore ?? _time.GetUtcNow() + RetrySchedule.FirstDelay);
        }

        return outcome;
    }

    private async Task<HttpRequestMessage> MakeRequestAsync(Notification notification, WebhookMessage message, CancellationToken cancellation)
    {
        var id = notification.Id.ToString();
        var timestamp = SteadyClock.WallOf(_time).GetUtcNow().ToUnixTimeSeconds();
        var keys = await ReadKeysAsync(cancellation);
        var request = new HttpRequestMessage(HttpMethod.Post, _receiver.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message.Body)) { Headers = { ContentType = new(message.ContentType, "utf-8") } },
            Headers = { Authorization = _receiver.Credentials },
        };
        foreach (var (name, value) in message.Headers)
        {
            request.Headers.Add(name, value);
        }

        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(EventTrace.Header, EventTrace.ParentOf(notification.Latest));
        if (keys.Count > 0)
        {
            request.Headers.Add("webhook-signature", StandardSignature.Sign(keys, id, timestamp, message.Body));
        }

        return request;
    }

    /// <summary>The secrets that do not come from the file: what is taken out of the file must not go on signing.</summary>
    private static IReadOnlyList<string> Standing(WebhookOptions options)
    {
        try
        {
            return options.SecretsFile is { } file
                ? [.. options.Secrets.Except(File.ReadAllLines(file).Select(line => line.Trim()), StringComparer.Ordinal)]
                : options.Secrets;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Each attempt says so.
            return options.Secrets;
        }
    }

    /// <summary>Read for each attempt, so that a secret is rotated by writing the file.</summary>
    private async Task<IReadOnlyList<byte[]>> ReadKeysAsync(CancellationToken cancellation)
    {
        IEnumerable<string> lines = _options.SecretsFile is { } file ? await File.ReadAllLinesAsync(file, cancellation) : [];
        return [.. _standing.Concat(lines.Select(line => line.Trim()).Where(line => line.Length > 0)).Distinct(StringComparer.Ordinal).Select(StandardSignature.Key)];
    }
}
