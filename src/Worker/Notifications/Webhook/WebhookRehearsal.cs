using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using SentinelEvents.Contracts;
using SentinelEvents.Worker.Delivery;
using SentinelEvents.Worker.Events;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>Sends a signed sample by the very client that real ones are sent by, to a receiver of its own on loopback that nobody else knows of.</summary>
internal static partial class WebhookRehearsal
{
    // The key signs for nobody.
    private const string Secret = "whsec_cmVoZWFyc2Fs";

    private static readonly byte[] Answer = "HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray();

    /// <summary>By the proxy, if any, of the environment.</summary>
    public static Task RunAsync(IServiceProvider services, CancellationToken cancellation) => RunAsync(services, HttpClient.DefaultProxy, cancellation);

    /// <param name="services">Give the client.</param>
    /// <param name="proxy">By which the client sends what it does not bypass.</param>
    /// <param name="cancellation">The service stops.</param>
    /// <returns>What became of it: delivered, or there is no loopback to be had; null: nothing was sent, since a proxy would have had it.</returns>
    internal static async Task<DeliveryOutcome?> RunAsync(IServiceProvider services, IWebProxy proxy, CancellationToken cancellation)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://{listener.LocalEndpoint}/");
        if (!proxy.IsBypassed(new Uri(url)))
        {
            return null;
        }

        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var receiving = ReceiveAsync(listener, done.Token);
        var destination = new WebhookDestination(
            "rehearsal",
            new WebhookOptions { Kind = "Webhook", Url = url, Secrets = [Secret] },
            services.GetRequiredService<IHttpClientFactory>(),
            services.GetRequiredService<TimeProvider>());
        try
        {
            return await destination.DeliverAsync(Notification.Of(SampleEvents.Of(EventKind.MasterSwitched)), cancellation);
        }
        finally
        {
            await done.CancelAsync();
            await receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task ReceiveAsync(TcpListener listener, CancellationToken cancellation)
    {
        using var client = await listener.AcceptTcpClientAsync(cancellation);
        var stream = client.GetStream();
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (!IsComplete(buffer.AsSpan(0, length)))
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellation);
            if (read == 0)
            {
                return;
            }

            length += read;
        }

        await stream.WriteAsync(Answer, cancellation);

        // Until the client has it, and has been told to be done.
        _ = await stream.ReadAtLeastAsync(buffer, 1, throwOnEndOfStream: false, cancellation);
    }

    private static bool IsComplete(ReadOnlySpan<byte> request)
    {
        var head = request.IndexOf("\r\n\r\n"u8);
        return head >= 0
            && ContentLength().Match(Encoding.ASCII.GetString(request[..head])) is { Success: true } match
            && request.Length >= head + 4 + int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^content-length: *([0-9]{1,9})\r?$", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ContentLength();
}
