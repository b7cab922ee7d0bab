using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Worker.Notifications.Heartbeat;

/// <summary>Calls a URL for each report, and regularly while this service really watches, so that somebody elsewhere notices when it does not.</summary>
internal sealed class HeartbeatDestination(string name, HeartbeatOptions options, IHttpClientFactory clients, TimeProvider time) : IDestination, IPulsing
{
    private readonly WebReceiver good = new(options.Url!, options.AllowAddresses);
    private readonly WebReceiver bad = new(options.FailUrl ?? options.Url!, options.AllowAddresses);

    public static DestinationKind Kind { get; } = new(
        "Heartbeat",
        typeof(HeartbeatOptions),
        HeartbeatValidator.Validate,
        (services, name, options) => new HeartbeatDestination(
            name, (HeartbeatOptions)options, services.GetRequiredService<IHttpClientFactory>(), services.GetRequiredService<TimeProvider>()))
    {
        Takes = (_, kind) => kind == EventKind.HealthReported,
    };

    public string Name { get; } = name;

    public TimeSpan? PulseEvery => options.Interval;

    public async Task<DeliveryOutcome?> PulseAsync(string? problem, CancellationToken cancellation)
    {
        if (problem is not null && options.FailUrl is null)
        {
            return null;
        }

        var receiver = problem is null ? good : bad;
        return await receiver.AskAsync(
            clients,
            _ => Task.FromResult(new HttpRequestMessage(HttpMethod.Get, receiver.Url) { Headers = { Authorization = receiver.Credentials } }),
            options.Timeout,
            time,
            cancellation);
    }

    public async Task<DeliveryOutcome> DeliverAsync(Notification notification, CancellationToken cancellation)
    {
        if (notification.Latest is not HealthReported report)
        {
            // Not routed here; a call would say that a report was made.
            return new DeliveryOutcome.Rejected(DeliveryReason.Refused, $"A heartbeat is called for {nameof(EventKind.HealthReported)} only.");
        }

        var receiver = IsBad(report) ? bad : good;
        return await receiver.AskAsync(clients, _ => Task.FromResult(MakeRequest(receiver, report)), options.Timeout, time, cancellation);
    }

    public Task<DeliveryOutcome> LookAsync(CancellationToken cancellation) => good.LookAsync(cancellation);

    public string Render(Notification notification, DateTimeOffset at) => notification.Latest is HealthReported report && IsBad(report) && options.FailUrl is not null
        ? $"GET {bad.Place} (FailUrl)"
        : $"GET {good.Place} (Url)";

    private static HttpRequestMessage MakeRequest(WebReceiver receiver, HealthReported report)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, receiver.Url) { Headers = { Authorization = receiver.Credentials } };
        request.Headers.Add("webhook-id", report.EventId.ToString());
        return request;
    }

    // Also what an older version has stored, whose severity may have meant something else.
    private static bool IsBad(HealthReported report) =>
        report.Verdict == HealthVerdict.WouldFail || report.Findings.Any(finding => finding.Severity == Severity.Critical);
}
