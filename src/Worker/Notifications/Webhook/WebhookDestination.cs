using System.Globalization;
using System.Text;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>POSTs each event as a signed CloudEvent.</summary>
internal sealed class WebhookDestination : IDestination
{
    /// <summary>The named client that <c>AddNotifications</c> sets up.</summary>
    public const string Client = "webhook";

    private readonly WebhookOptions _options;
    private readonly IHttpClientFactory _clients;
    private readonly TimeProvider _time;
    private readonly WebReceiver _receiver;
    private readonly IReadOnlyList<string> _standing;

    public WebhookDestination(string name, WebhookOptions options, IHttpClientFactory clients, TimeProvider time)
    {
        Name = name;
        _options = options;
        _clients = clients;
        _time = time;
        _receiver = new WebReceiver(options.Url);
        _standing = Standing(options);
    }

    public static DestinationKind Kind { get; } = new(
        "Webhook",
        typeof(WebhookOptions),
        WebhookValidator.Validate,
        (services, name, options) => new WebhookDestination(
            name, (WebhookOptions)options, services.GetRequiredService<IHttpClientFactory>(), services.GetRequiredService<TimeProvider>()));

    public string Name { get; }

    public async Task<DeliveryOutcome> DeliverAsync(Notification notification, CancellationToken cancellation)
    {
        try
        {
            return await _receiver.AskAsync(_clients, token => MakeRequestAsync(notification.Latest, token), _options.Timeout, _time, cancellation);
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            return new DeliveryOutcome.Retry(DeliveryReason.NotRendered, $"The signing secrets cannot be read ({exception.GetType().Name}); see Secrets and SecretsFile.");
        }
    }

    public Task<DeliveryOutcome> LookAsync(CancellationToken cancellation) => _receiver.LookAsync(cancellation);

    public string Render(Notification notification, DateTimeOffset at) => $"POST {_receiver.Place}\n\n{CloudEvent.Write(notification.Latest)}";

    private async Task<HttpRequestMessage> MakeRequestAsync(SentinelEvent sentinelEvent, CancellationToken cancellation)
    {
        var body = CloudEvent.Write(sentinelEvent);
        var id = sentinelEvent.EventId.ToString();
        var timestamp = SteadyClock.WallOf(_time).GetUtcNow().ToUnixTimeSeconds();
        var keys = await ReadKeysAsync(cancellation);
        var request = new HttpRequestMessage(HttpMethod.Post, _receiver.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new(CloudEvent.ContentType, "utf-8") } },
            Headers = { Authorization = _receiver.Credentials },
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        if (keys.Count > 0)
        {
            request.Headers.Add("webhook-signature", StandardSignature.Sign(keys, id, timestamp, body));
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
