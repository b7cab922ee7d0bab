using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using SentinelEvents.Worker.Delivery;

namespace SentinelEvents.Worker.Notifications.Webhook;

/// <summary>Where requests go: a configured URL, taken apart into what is sent, what is secret and what may be shown.</summary>
internal sealed class WebReceiver
{
    private readonly AddressGuard _guard;

    /// <param name="configured">The URL.</param>
    /// <param name="allowAddresses">Addresses that would be refused, see <see cref="AddressGuard"/>.</param>
    public WebReceiver(string configured, IReadOnlyList<string> allowAddresses)
    {
        _guard = new AddressGuard(allowAddresses);
        var url = new Uri(configured);
        Url = new UriBuilder(url) { UserName = "", Password = "" }.Uri;
        Credentials = url.UserInfo.Length == 0
            ? null
            : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(url.UserInfo))));
        Place = $"{url.Scheme}://{url.Authority}";
    }

    /// <summary>Without user and password.</summary>
    public Uri Url { get; }

    /// <summary>User and password, if the URL has them.</summary>
    public AuthenticationHeaderValue? Credentials { get; }

    /// <summary>Of a URL only this goes into texts: user, path and query are where services put their tokens.</summary>
    public string Place { get; }

    /// <summary>Sends a request and reads the answer, in the time that is given for both.</summary>
    /// <param name="clients">Give the client that sends it.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="timeout">For all of it.</param>
    /// <param name="time">Whose clock that is.</param>
    /// <param name="cancellation">The service stops.</param>
    public async Task<DeliveryOutcome> AskAsync(
        IHttpClientFactory clients, Func<CancellationToken, Task<HttpRequestMessage>> make, TimeSpan timeout, TimeProvider time, CancellationToken cancellation)
    {
        using var over = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        try
        {
            using var request = await make(either.Token);
            request.Options.Set(AddressGuard.Key, _guard);
            using var client = clients.CreateClient(WebhookDestination.Client);

            // The headers are the answer; the body is dropped unread with the connection when the client cannot drain it cheaply.
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return WebhookAnswer.Read(answer, time.GetUtcNow());
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Either this time is up or the shorter one that the client has for a connection.
            return new DeliveryOutcome.Retry(DeliveryReason.TimedOut, $"No answer from {Place} within {timeout.TotalSeconds:0.#} s.");
        }
        catch (HttpRequestException exception) when (!cancellation.IsCancellationRequested)
        {
            return WebhookFailure.Explain(exception, Place);
        }
    }

    /// <summary>Connects, and shakes hands where TLS is asked for; a receiver must not be sent anything that is no event.</summary>
    public async Task<DeliveryOutcome> LookAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await _guard.ConnectAsync(Url.IdnHost, Url.Port, cancellation);
            if (Url.Scheme == Uri.UriSchemeHttps)
            {
                await using var tls = new SslStream(connection);
                await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = Url.IdnHost }, cancellation);
            }

            return new DeliveryOutcome.Delivered();
        }
        catch (RefusedAddressException refused)
        {
            return WebhookFailure.Refused(refused, Place);
        }
        catch (SocketException failure)
        {
            return new DeliveryOutcome.Retry(DeliveryReason.Unreachable, $"No connection to {Place} ({failure.SocketErrorCode}).");
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException)
        {
            return new DeliveryOutcome.Retry(DeliveryReason.Untrusted, $"No TLS connection to {Place}: its certificate is not accepted, or it does not speak TLS.");
        }
    }

    public override string ToString() => Place;
}
