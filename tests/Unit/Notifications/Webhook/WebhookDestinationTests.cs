using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.Extensions;
using CloudNative.CloudEvents.Http;
using CloudNative.CloudEvents.SystemTextJson;
using Microsoft.AspNetCore.Http;
using SentinelEvents.Contracts;
using SentinelEvents.Tests;
using SentinelEvents.Unit.Delivery;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Webhook;
using SentinelEvents.Worker.Notifications.Webhook.Formats;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;

namespace SentinelEvents.Unit.Notifications.Webhook;

public sealed class WebhookDestinationTests : RefusableDestinationCompliance
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<WebhookMode, EventKind> Modes
    {
        get
        {
            var data = new TheoryData<WebhookMode, EventKind>();
            foreach (var mode in Enum.GetValues<WebhookMode>())
            {
                foreach (var kind in Samples.Kinds)
                {
                    data.Add(mode, kind);
                }
            }

            return data;
        }
    }

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
    }

    [Theory]
    [InlineData(WebhookMode.Structured)]
    [InlineData(WebhookMode.Binary)]
    public async Task Deliver_InEachMode_IsReadByTheSdk(WebhookMode mode)
    {
        await using var rig = await WebhookRig.StartAsync(_ => Task.CompletedTask, new WebhookOptions { Kind = "Webhook", Mode = mode });
        var sample = Samples.Of(EventKind.MasterSwitched) with { Master = "naïve master, 100 % \"quoted\"" };
        await rig.Destination.DeliverAsync(sample, Cancellation);
        var read = await ReadAsync(rig.Requests.Single());

        Assert.True(read.IsValid);
        Assert.Equal(sample.EventId.ToString(), read.Id);
        Assert.Equal(new Uri("/clusters/local", UriKind.Relative), read.Source);
        Assert.Equal("sentinelevents.MasterSwitched.v1", read.Type);
        Assert.Equal(sample.Master, read.Subject);
        Assert.Equal(sample.OccurredAt, read.Time);
        Assert.Equal("application/json", read.DataContentType!.Split(';')[0]);
        Assert.Equal($"local/{sample.Master}", read.GetPartitionKey());
        Assert.Equal(EventSequence.Of(sample), read.GetSequenceString());
        Assert.Equal(SentinelEventJson.Serialize(sample), ((JsonElement)read.Data!).GetRawText());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Deliver_EveryKindInEachMode_IsValid(WebhookMode mode, EventKind kind)
    {
        await using var rig = await WebhookRig.StartAsync(_ => Task.CompletedTask, new WebhookOptions { Kind = "Webhook", Mode = mode });
        await rig.Destination.DeliverAsync(Samples.Of(kind), Cancellation);
        Assert.True((await ReadAsync(rig.Requests.Single())).IsValid);
    }

    [Fact]
    public async Task Deliver_MasterNameWithControlCharacters_IsValidInEachMode()
    {
        foreach (var mode in Enum.GetValues<WebhookMode>())
        {
            await using var rig = await WebhookRig.StartAsync(_ => Task.CompletedTask, new WebhookOptions { Kind = "Webhook", Mode = mode });
            Assert.Equal(new DeliveryOutcome.Delivered(), await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown) with { Master = "a\r\nwebhook-id: b" }, Cancellation));
            var read = await ReadAsync(rig.Requests.Single());
            Assert.True(read.IsValid);
            Assert.DoesNotContain('\n', read.Subject!);
        }
    }

    [Theory]
    [InlineData(WebhookMode.Structured)]
    [InlineData(WebhookMode.Binary)]
    public async Task Deliver_TwoSecrets_EitherOneVerifies(WebhookMode mode)
    {
        // The verifier compares with the wall clock, as receivers do.
        await using var rig = await WebhookRig.StartAsync(
            _ => Task.CompletedTask, new WebhookOptions { Kind = "Webhook", Mode = mode, Secrets = [WebhookRig.FirstSecret, WebhookRig.SecondSecret] }, time: TimeProvider.System);
        await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterSwitched), Cancellation);
        var (headers, body) = rig.Requests.Single();
        var signatures = headers["webhook-signature"].Split(' ');
        Assert.Equal(2, signatures.Length);
        Verify(WebhookRig.FirstSecret, body, headers["webhook-signature"]);

        // This verifier overlooks the last one of several, so each is also shown to it alone.
        Verify(WebhookRig.FirstSecret, body, signatures[0]);
        Verify(WebhookRig.SecondSecret, body, signatures[1]);

        Assert.Throws<WebhookVerificationException>(() => Verify(WebhookRig.SecondSecret, body, signatures[0]));
        Assert.Throws<WebhookVerificationException>(() => Verify(WebhookRig.FirstSecret, body + " ", signatures[0]));

        void Verify(string secret, string payload, string signature) => new StandardWebhook(secret).Verify(payload, new HeaderDictionary
        {
            ["webhook-id"] = headers["webhook-id"],
            ["webhook-timestamp"] = headers["webhook-timestamp"],
            ["webhook-signature"] = signature,
        });
    }

    [Fact]
    public async Task Deliver_ReportOfFiveHundredMasters_IsCutAndSaysSo()
    {
        await using var rig = await WebhookRig.StartAsync(_ => Task.CompletedTask);
        await rig.Destination.DeliverAsync(BigSamples.Report(500), Cancellation);
        var body = rig.Requests.Single().Body;
        Assert.InRange(Encoding.UTF8.GetByteCount(body), 10_000, 20_000);
        var data = JsonNode.Parse(body)!["data"]!;
        Assert.Equal(500, (int)data["cut"]!["lists"]!["masters"]!);
        Assert.Contains("journal", (string)data["cut"]!["whole"]!, StringComparison.Ordinal);

        // Whoever reads it by the contract gets the worst masters, in their order.
        var read = Assert.IsType<HealthReported>(SentinelEventJson.Deserialize(data.ToJsonString()));
        Assert.Equal(BigSamples.Report(500).Masters.Take(read.Masters.Count).Select(master => master.Master), read.Masters.Select(master => master.Master));
        Assert.NotEmpty(read.Masters);
    }

    [Fact]
    public async Task Deliver_EventOfOneEndlessText_IsCutToWhatEveryEventHas()
    {
        await using var rig = await WebhookRig.StartAsync(_ => Task.CompletedTask);
        await rig.Destination.DeliverAsync((QuorumLost)Samples.Of(EventKind.QuorumLost) with { Detail = new string('x', 50_000) }, Cancellation);
        var body = rig.Requests.Single().Body;
        Assert.InRange(body.Length, 500, 20_000);
        Assert.NotNull(JsonNode.Parse(body)!["data"]!["cut"]);
    }

    [Fact]
    public async Task Deliver_ReceiverAskedToWait_IsNotCalledBeforeThatTime()
    {
        await using var rig = await WebhookRig.StartAsync(context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "600";
            return Task.CompletedTask;
        });
        await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation);
        var second = Assert.IsType<DeliveryOutcome.Retry>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.SentinelDown), Cancellation));
        Assert.Equal(DeliveryReason.Throttled, second.Reason);
        Assert.Equal(rig.Time.Start.AddSeconds(600), second.NotBefore);
        Assert.Single(rig.Requests);

        rig.Time.Advance(TimeSpan.FromSeconds(600));
        await rig.Destination.DeliverAsync(Samples.Of(EventKind.SentinelDown), Cancellation);
        Assert.Equal(2, rig.Requests.Count);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://2852039166/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://0.0.0.0:9/")]
    public async Task Deliver_AddressOfAMetadataService_IsRefusedWithoutAConnection(string url)
    {
        await using var rig = await WebhookRig.StartAsync(_ => Task.CompletedTask, new WebhookOptions { Kind = "Webhook", Url = url });
        var retry = Assert.IsType<DeliveryOutcome.Retry>(await rig.Destination.DeliverAsync(Samples.Of(EventKind.MasterDown), Cancellation));
        Assert.Equal(DeliveryReason.AddressRefused, retry.Reason);
        Assert.Contains("AllowAddresses", retry.Detail, StringComparison.Ordinal);
        Assert.Equal(DeliveryReason.AddressRefused, Assert.IsType<DeliveryOutcome.Retry>(await rig.Destination.LookAsync(Cancellation)).Reason);
    }

    [Fact]
    public async Task Deliver_EventWithoutMaster_HasNoSubject()
    {
        await using var rig = await WebhookRig.StartAsync(_ => Task.CompletedTask);
        await rig.Destination.DeliverAsync(Samples.Of(EventKind.SentinelDown), Cancellation);
        var body = rig.Requests.Single().Body;
        Assert.Null((await ReadAsync(rig.Requests.Single())).Subject);
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
    [InlineData(502, DeliveryReason.Throttled)]
    [InlineData(503, DeliveryReason.Throttled)]
    [InlineData(504, DeliveryReason.Throttled)]
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

    private static async Task<CloudEvent> ReadAsync(WebhookRig.Request request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "http://127.0.0.1/") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body)) };
        foreach (var (name, value) in request.Headers.Where(header => header.Key == "content-type"))
        {
            message.Content.Headers.Add(name, value);
        }

        foreach (var (name, value) in request.Headers.Where(header => header.Key.StartsWith("ce-", StringComparison.Ordinal)))
        {
            message.Headers.Add(name, value);
        }

        var extensions = Sequence.AllAttributes.Concat(Partitioning.AllAttributes);
        return await message.ToCloudEventAsync(new JsonEventFormatter(), extensions);
    }
}
