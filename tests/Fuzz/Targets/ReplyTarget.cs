using SentinelEvents.Fuzz.Inputs;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Notifications.Webhook;

namespace SentinelEvents.Fuzz.Targets;

/// <summary>The bytes that come back for a request, until the receiver hangs up.</summary>
internal sealed class ReplyTarget : TextTarget
{
    private static readonly WebReceiver Receiver = new("http://hooks.example.org/" + Promise.Secret, []);

    public override string Name => "webhook-replies";

    public override string Reads => "the bytes of receivers' answers: status line, headers, chunks, whatever the body";

    public override IReadOnlyList<Type> Parsers => [typeof(WebReceiver), typeof(WebhookFailure), typeof(WebhookAnswer)];

    public override int Weight => 4;

    public override TimeSpan Patience => TimeSpan.FromMilliseconds(500);

    public override long Room(int length) => (2 * 1024 * 1024) + (4096L * length);

    protected override IReadOnlyList<string> Samples { get; } =
    [
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 410 Gone\r\nContent-Type: text/html\r\nContent-Length: 99999999999\r\n\r\n<html>", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 x\r\nRetry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\n\r\n", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.0 200\r\n\r\ninvalid_token", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFF\r\nx", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", "220 smtp.example.org ESMTP\r\n", "HTTP/1.1 400 Bad\r\nContent-Encoding: gzip\r\n\r\n\u001f\u008b",
    ];

    protected override IReadOnlyList<string> Words { get; } = ["\r\n", "\r\n\r\n", "HTTP/1.1 ", "HTTP/9.9 ", "Content-Length: ", "Transfer-Encoding: chunked", "Retry-After: ", "Set-Cookie: a=b", "Location: ", "0\r\n\r\n", ": ", "\t", "-1"];

    public override string Try(byte[] input)
    {
        using var clients = new OneClient(input);
        var outcome = Receiver.AskAsync(
            clients, _ => Task.FromResult(new HttpRequestMessage(HttpMethod.Post, Receiver.Url) { Content = new StringContent("{}") }), TimeSpan.FromSeconds(10), TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult();
        var (name, detail) = outcome switch
        {
            DeliveryOutcome.Delivered => (Accepted, "delivered"),
            DeliveryOutcome.Rejected rejected => ("rejected", rejected.Detail),
            DeliveryOutcome.Retry retry => ($"retry {retry.Reason}", retry.Detail),
            _ => throw new BrokenPromiseException("an answer means something", $"{outcome}"),
        };
        Promise.IsVisible(detail, "what an answer means");
        Promise.KeepsTheSecret(detail, "what an answer means");
        return name;
    }

    protected override string Try(string text) => throw new NotSupportedException();

    /// <summary>As the service's own, but for the connection.</summary>
    private sealed class OneClient(byte[] says) : IHttpClientFactory, IDisposable
    {
        private readonly SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new ScriptedStream(says)),
            UseCookies = false,
            UseProxy = false,
            MaxResponseDrainSize = 64 * 1024,
        };

        public HttpClient CreateClient(string name) => new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

        public void Dispose() => handler.Dispose();
    }
}
