using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SentinelEvents.Contracts;
using SentinelEvents.Lab;
using SentinelEvents.Tests;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications;
using SentinelEvents.Worker.Notifications.Webhook;
using SentinelEvents.Worker.Notifications.Webhook.Formats;

namespace SentinelEvents.Integration.Notifications;

/// <summary>A real Alertmanager takes the alerts, knows beginning and end for one, and itself sends what the format AlertmanagerWebhook imitates.</summary>
public sealed class WebhookToAlertmanagerTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ServiceProvider services = new ServiceCollection().AddNotifications().BuildServiceProvider();
    private readonly HttpClient client = new();
    private AlertmanagerServer? alertmanager;
    private WebhookSink? sink;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private AlertmanagerServer Alertmanager => alertmanager ?? throw new InvalidOperationException("Alertmanager is not started.");

    private WebhookSink Sink => sink ?? throw new InvalidOperationException("The sink is not started.");

    public async ValueTask InitializeAsync()
    {
        RequiresServer.OrSkip(ServerKind.Alertmanager);
        sink = await WebhookSink.StartAsync(Cancellation);
        alertmanager = await AlertmanagerServer.StartAsync(Sink.Url, Patience, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await services.DisposeAsync();
        if (alertmanager is not null)
        {
            await alertmanager.DisposeAsync();
        }

        if (sink is not null)
        {
            await sink.DisposeAsync();
        }
    }

    [Fact]
    public async Task Deliver_EveryKind_IsTaken()
    {
        var destination = Make();
        foreach (var kind in Samples.Kinds)
        {
            Assert.Equal(new DeliveryOutcome.Delivered(), await destination.DeliverAsync(Now(Samples.Of(kind)), Cancellation));
        }
    }

    [Fact]
    public async Task Deliver_BeginningThenEnd_FiresThenIsResolved()
    {
        var destination = Make();
        var down = Now(Samples.Of(EventKind.MasterDown)) with { Master = "a <b> & \"c\" | ü" };
        await destination.DeliverAsync(down, Cancellation);
        var expected = Alert.Of(Notification.Of(down)).Single();
        var active = Assert.Single(await ReadAsync())!;
        Assert.Equal(expected.Fingerprint, (string?)active["fingerprint"]);
        Assert.Equal("RedisMasterFailure", (string?)active["labels"]!["alertname"]);
        Assert.Equal(down.Master, (string?)active["labels"]!["master"]);

        await Sink.WaitForRequestsAsync(1, Patience, cancellation: Cancellation);
        await destination.DeliverAsync(Now(Samples.Of(EventKind.MasterRecovered)) with { Master = down.Master }, Cancellation);
        await Eventually.BecomesAsync(
            "no alert fires", async _ => (await ReadAsync()).Count is > 0 and var left ? $"{left} alerts" : null, Patience, cancellation: Cancellation);

        var sent = await Sink.WaitForRequestsAsync(2, Patience, cancellation: Cancellation);
        Assert.Equal(["firing", "resolved"], sent.Select(request => (string?)JsonNode.Parse(request.Text)!["status"]));

        // What it sends has the members that ours has, of the same types.
        var ours = WebhookFormats.Of(WebhookFormat.AlertmanagerWebhook).Prepare(new WebhookOptions { Kind = "Webhook" })(Notification.Of(down)).Single().Body;
        Assert.Equal(Shape(JsonNode.Parse(sent[0].Text)!), Shape(JsonNode.Parse(ours)!));
        Assert.Equal((string?)JsonNode.Parse(sent[0].Text)!["alerts"]![0]!["endsAt"], (string?)JsonNode.Parse(ours)!["alerts"]![0]!["endsAt"]);
        Assert.Equal((string?)JsonNode.Parse(sent[0].Text)!["groupKey"], (string?)JsonNode.Parse(ours)!["groupKey"]);
    }

    private static SentinelEvent Now(SentinelEvent sample) => sample with { OccurredAt = TimeProvider.System.GetUtcNow(), AgreedAt = TimeProvider.System.GetUtcNow() };

    /// <summary>The paths of a body's members with the kind of each, alerts as one.</summary>
    private static IReadOnlyList<string> Shape(JsonNode node, string path = "") => node switch
    {
        JsonObject members when path.EndsWith("abels", StringComparison.Ordinal) || path.EndsWith("nnotations", StringComparison.Ordinal) => [$"{path} texts"],
        JsonObject members => [.. members.OrderBy(member => member.Key, StringComparer.Ordinal).SelectMany(member => Shape(member.Value!, $"{path}/{member.Key}"))],
        JsonArray list => Shape(list[0]!, $"{path}[]"),
        _ => [$"{path} {node.GetValueKind()}"],
    };

    private WebhookDestination Make() => new(
        "alertmanager",
        new WebhookOptions { Kind = "Webhook", Format = WebhookFormat.Alertmanager, Url = new Uri(Alertmanager.Url, "api/v2/alerts").ToString() },
        services.GetRequiredService<IHttpClientFactory>(),
        TimeProvider.System);

    private async Task<JsonArray> ReadAsync() =>
        JsonNode.Parse(await client.GetStringAsync(new Uri(Alertmanager.Url, "api/v2/alerts?active=true"), Cancellation))!.AsArray();
}
