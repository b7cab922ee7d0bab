using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CloudNative.CloudEvents;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Unit.Notifications.Webhook;

public sealed class WebhookDestinationTests : RefusableDestinationCompliance
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deliver_Always_SendsASignedCloudEvent()
    {
        await using var rig = await WebhookRig.StartAsync(_ => Task.CompletedTask);
        var sample = Samples.Of(EventKind.MasterSwitched);
        await rig.Destination.DeliverAsync(sample, Cancellation);
        var (headers, body) = Assert.Single(rig.Requests);

        Assert.StartsWith("application/cloudevents+json", headers["content-type"], StringComparison.Ordinal);
        Assert.StartsWith("SentinelEvents/", headers["user-agent"], StringComparison.Ordinal);
        Assert.Equal(sample.EventId.ToString(), headers["webhook-id"]);
        Assert.Equal(rig.Time.Start.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), headers["webhook-timestamp"]);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user:s3cretpw")), headers["authorization"]);
        var signed = Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}");
        var expected = new[] { WebhookRig.FirstSecret, WebhookRig.SecondSecret }
            .Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret.Split('_')[1]), signed)));
        Assert.Equal(string.Join(' ', expected), headers["webhook-signature"]);

        var read = Read(body);
        Assert.True(read.IsValid);
        Assert.Equal(sample.EventId.ToString(), read.Id);
        Assert.Equal(new Uri("/clusters/local", UriKind.Relative), read.Source);
        Assert.Equal("sentinelevents.MasterSwitched.v1", read.Type);
        Assert.Equal("mymaster", read.Subject);
        Assert.Equal(sample.OccurredAt, read.Time);
        Assert.Equal("application/json", read.DataContentType);
        Assert.Equal(SentinelEventJson.Serialize(sample), read.Data);
    }

    [Fact]
    public async Task Deliver_EventWithoutMaster_HasNoSubject()
    {
        await using var rig = await WebhookRig.StartAsync(_ => Task.CompletedTask);
        await rig.Destination.DeliverAsync(Samples.Of(EventKind.SentinelDown), Cancellation);
        var body = rig.Requests.Single().Body;
        Assert.Null(Read(body).Subject);
        Assert.DoesNotContain("\"subject\"", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(204, null)]
    [InlineData(302, DeliveryReason.BadAnswer)]
    [InlineData(308, DeliveryReason.BadAnswer)]
    [InlineData(401, DeliveryReason.Unauthorised)]
    [InlineData(403, DeliveryReason.Unauthorised)]
    [InlineData(408, DeliveryReason.TimedOut)]
    [InlineData(425, DeliveryReason.ServerError)]
    [InlineData(429, DeliveryReason.Throttled)]
    [InlineData(500, DeliveryReason.ServerError)]
    [InlineData(503, DeliveryReason.ServerError)]
    public async Task Deliver_AnswerThatMayChange_IsDeliveredOrRetried(int code, DeliveryReason? reason)
    {
        var outcome = await DeliverAsync(code);
        Assert.Equal(reason, (outcome as DeliveryOutcome.Retry)?.Reason);
        Assert.Equal(reason is null, outcome is DeliveryOutcome.Delivered);
    }

    [Theory]
    [InlineData(400, DeliveryReason.Refused)]
    [InlineData(404, DeliveryReason.Refused)]
    [InlineData(413, DeliveryReason.Refused)]
    [InlineData(410, DeliveryReason.Gone)]
    public async Task Deliver_AnswerThatStands_IsRejected(int code, DeliveryReason reason) =>
        Assert.Equal(reason, Assert.IsType<DeliveryOutcome.Rejected>(await DeliverAsync(code)).Reason);

    [Fact]
    public async Task Deliver_Redirect_IsNotFollowedAndItsPlaceIsNamedWithoutSecrets()
    {
        await using var rig = await WebhookRig.StartAsync(context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = "https://u:p4ss@elsewhere.example/t0ken?x=hush";
            return Task.CompletedTask;
        });
        var retry = Assert.IsType<DeliveryOutcome.Retry>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        Assert.Contains("https://elsewhere.example", retry.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("p4ss", retry.Detail, StringComparison.Ordinal);
        Assert.All(rig.Secrets, secret => Assert.DoesNotContain(secret, retry.Detail, StringComparison.Ordinal));
        Assert.Single(rig.Requests);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("99999999999999", null)]
    [InlineData("2147483647", 365 * 86400)]
    [InlineData("Sat, 07 Mar 2026 03:22:05 GMT", 600)]
    [InlineData("soon", null)]
    public async Task Deliver_RetryAfter_BecomesNotBefore(string value, int? seconds)
    {
        await using var rig = await WebhookRig.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = value;
            return Task.CompletedTask;
        });
        var retry = Assert.IsType<DeliveryOutcome.Retry>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        Assert.Equal(seconds is { } wait ? rig.Time.Start.AddSeconds(wait) : null, retry.NotBefore);
    }

    [Fact]
    public async Task Deliver_EndlessBody_IsNotRead()
    {
        await using var rig = await WebhookRig.StartAsync(async context =>
        {
            var chunk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
        });
        Assert.IsType<DeliveryOutcome.Delivered>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
    }

    private protected override async Task<DestinationRig> StartAsync(Reply reply) =>
        await WebhookRig.StartAsync(context => LoopbackServer.AnswerAsync(reply, context), there: reply != Reply.NotThere);

    private static async Task<DeliveryOutcome> DeliverAsync(int code)
    {
        await using var rig = await WebhookRig.StartAsync(context =>
        {
            context.Response.StatusCode = code;
            return Task.CompletedTask;
        });
        return await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation);
    }

    // The library's own formatter is a package more; its type checks names and values just as well.
    private static CloudEvent Read(string body)
    {
        var members = JsonNode.Parse(body)!.AsObject();
        Assert.Equal("1.0", (string?)members["specversion"]);
        var read = new CloudEvent(CloudEventsSpecVersion.V1_0);
        foreach (var (name, value) in members.Where(member => member.Key is not "specversion" and not "data"))
        {
            read.SetAttributeFromString(name, (string)value!);
        }

        read.Data = members["data"]!.ToJsonString(SentinelEventJson.Options);
        return read;
    }
}
