using System.Net.ServerSentEvents;
using System.Threading.Channels;

namespace SentinelEvents.Unit.Status;

/// <summary>A stream that is read, as the framework's own reader reads it.</summary>
internal sealed class StreamReading : IAsyncDisposable
{
    private readonly CancellationTokenSource ended = new();
    private readonly HttpResponseMessage response;
    private readonly Channel<SseItem<string>> items = Channel.CreateUnbounded<SseItem<string>>();
    private readonly RawCopy raw;
    private readonly Task reading;

    private StreamReading(HttpResponseMessage response, Stream body)
    {
        this.response = response;
        raw = new RawCopy(body);
        reading = ReadAsync();
    }

    /// <summary>All that came, as text.</summary>
    public string Raw => raw.Text;

    public static async Task<StreamReading> OpenAsync(HttpClient client, string path = "/api/stream", string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}");
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new StreamReading(response, body);
    }

    public async Task<IReadOnlyList<SseItem<string>>> TakeAsync(int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        List<SseItem<string>> taken = [];
        try
        {
            while (taken.Count < count)
            {
                taken.Add(await items.Reader.ReadAsync(deadline.Token));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or ChannelClosedException)
        {
            Assert.Fail($"{taken.Count} of {count} events came. Last: {Raw[^Math.Min(Raw.Length, 500)..]}");
        }

        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        response.Dispose();
        await reading;
        raw.Dispose();
        ended.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var item in SseParser.Create(raw).EnumerateAsync(ended.Token))
            {
                items.Writer.TryWrite(item);
            }

            items.Writer.Complete();
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException or HttpRequestException)
        {
            items.Writer.Complete();
        }
    }
}
