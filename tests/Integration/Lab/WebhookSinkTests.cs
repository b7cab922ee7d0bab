using System.Globalization;
using System.Net;
using SentinelEvents.Lab;

namespace SentinelEvents.Integration.Lab;

public sealed class WebhookSinkTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void HeaderFor_TheSpecificationsExample_IsTheSpecificationsSignature() =>
        Assert.Equal(
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            WebhookSignature.HeaderFor(Secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "{\"test\": 2432232314}"u8));

    [Fact]
    public async Task Verify_SignaturesOfEverySort_TellsThemApart()
    {
        await using var sink = await WebhookSink.StartAsync(Cancellation);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var old = (now - 3600).ToString(CultureInfo.InvariantCulture);
        var fresh = now.ToString(CultureInfo.InvariantCulture);
        var body = "{\"kind\":\"MasterSwitched\"}"u8.ToArray();
        var good = WebhookSignature.HeaderFor(Secret, "id-1", fresh, body);
        var other = WebhookSignature.HeaderFor("whsec_b3RoZXIgc2VjcmV0IG9mIGxhYg==", "id-1", fresh, body);

        await PostAsync(sink, body, ("webhook-id", "id-1"), ("webhook-timestamp", fresh), ("webhook-signature", $"{other} {good}"));
        await PostAsync(sink, body, ("webhook-id", "id-1"), ("webhook-timestamp", fresh), ("webhook-signature", other));
        await PostAsync(sink, body, ("webhook-id", "id-2"), ("webhook-timestamp", fresh), ("webhook-signature", good));
        await PostAsync(sink, [.. body, (byte)' '], ("webhook-id", "id-1"), ("webhook-timestamp", fresh), ("webhook-signature", good));
        await PostAsync(sink, body, ("webhook-id", "id-1"), ("webhook-timestamp", old), ("webhook-signature", WebhookSignature.HeaderFor(Secret, "id-1", old, body)));
        await PostAsync(sink, body, ("webhook-id", "id-1"), ("webhook-timestamp", "soon"), ("webhook-signature", good));
        await PostAsync(sink, body);

        var requests = await sink.WaitForRequestsAsync(7, Patience, cancellation: Cancellation);
        Assert.Equal(
            [
                SignatureVerdict.Valid, SignatureVerdict.Wrong, SignatureVerdict.Wrong, SignatureVerdict.Wrong, SignatureVerdict.Stale,
                SignatureVerdict.Malformed, SignatureVerdict.Missing,
            ],
            requests.Select(request => WebhookSignature.Verify(request, Secret)));
        Assert.Equal(body, requests[0].Body.ToArray());
    }

    [Fact]
    public async Task AnswerNextWith_EveryAnswer_ReachesTheClientInTurn()
    {
        await using var sink = await WebhookSink.StartAsync(Cancellation);
        sink.AnswerNextWith(
            new SinkAnswer.Status(429, new Dictionary<string, string> { ["Retry-After"] = "7" }),
            new SinkAnswer.Redirect("http://127.0.0.1:1/"),
            new SinkAnswer.Delayed(TimeSpan.FromMilliseconds(10), new SinkAnswer.Status(410)),
            new SinkAnswer.Garbage(),
            new SinkAnswer.Hang());

        using var limited = await PostAsync(sink, []);
        using var redirected = await PostAsync(sink, []);
        using var gone = await PostAsync(sink, []);
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(sink, []));
        await Assert.ThrowsAsync<TaskCanceledException>(() => PostAsync(sink, [], TimeSpan.FromMilliseconds(500)));
        using var accepted = await PostAsync(sink, []);

        Assert.Equal(TimeSpan.FromSeconds(7), limited.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.Redirect, redirected.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal([1, 2, 3, 4, 5, 6], sink.Requests.Select(request => request.Number));
    }

    private static Task<HttpResponseMessage> PostAsync(WebhookSink sink, byte[] body, params (string Name, string Value)[] headers) =>
        PostAsync(sink, body, Patience, headers);

    private static async Task<HttpResponseMessage> PostAsync(WebhookSink sink, byte[] body, TimeSpan timeout, params (string Name, string Value)[] headers)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        using var client = new HttpClient(handler) { Timeout = timeout };
        using var request = new HttpRequestMessage(HttpMethod.Post, sink.Url) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request, Cancellation);
    }
}
