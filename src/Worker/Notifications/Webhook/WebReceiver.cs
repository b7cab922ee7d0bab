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
    public WebReceiver(string configured)
    {
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

    /// <summary>Connects, and shakes hands where TLS is asked for; a receiver must not be sent anything that is no event.</summary>
    public async Task<DeliveryOutcome> LookAsync(CancellationToken cancellation)
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(Url.IdnHost, Url.Port, cancellation);
            if (Url.Scheme == Uri.UriSchemeHttps)
            {
                await using var tls = new SslStream(socket.GetStream());
                await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = Url.IdnHost }, cancellation);
            }

            return new DeliveryOutcome.Delivered();
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
