using System.Net;
using System.Net.Sockets;
using SentinelEvents.Worker.Status;

namespace SentinelEvents.Worker.Commands;

/// <summary>Where the service is to listen.</summary>
internal static class ListenAddress
{
    /// <summary>
    /// Whether somebody listens there already. Asked before the service starts: the server finds out last of all, when everything else runs, and what has to be stopped then speaks of it at length.
    /// </summary>
    /// <param name="url">As configured; <c>*</c> and names of hosts stand for every address, as they do for the server.</param>
    public static bool IsTaken(string url)
    {
        if (!Uri.TryCreate(HttpValidator.AtHost(url, "[::]"), UriKind.Absolute, out var uri) || uri.Port == 0)
        {
            return false;
        }

        var address = uri.IsLoopback && uri.HostNameType == UriHostNameType.Dns ? IPAddress.Loopback : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var literal) ? literal : IPAddress.IPv6Any;
        try
        {
            using var trial = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (address.Equals(IPAddress.IPv6Any))
            {
                trial.DualMode = true;
            }

            trial.Bind(new IPEndPoint(address, uri.Port));
            trial.Listen();
            return false;
        }
        catch (SocketException refused)
        {
            // Whatever else there is, the server says itself.
            return refused.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
